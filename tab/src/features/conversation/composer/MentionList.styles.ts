import { makeStyles, tokens } from '@fluentui/react-components'
import { rowTokens } from '../../../themes.ts'

export const useStyles = makeStyles({
  list: {
    position: 'absolute',
    zIndex: 2,
    boxSizing: 'border-box',
    minWidth: 'min(240px, 100%)',
    maxWidth: 'min(320px, 100%)',
    maxHeight: 'min(236px, 40vh)',
    padding: '4px',
    overflowY: 'auto',
    overscrollBehaviorY: 'contain',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  option: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '36px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    cursor: 'pointer',
    userSelect: 'none',
    '@media (pointer: coarse)': { minHeight: '44px' },
  },
  active: {
    backgroundColor: rowTokens.rowSelected,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  name: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})
