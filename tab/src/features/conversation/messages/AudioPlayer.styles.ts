import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '280px',
    minWidth: 0,
    margin: 0,
    border: 'none',
    maxWidth: '100%',
    padding: '4px 0',
  },
  middle: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  slider: {
    width: '100%',
    height: '24px',
    margin: 0,
    accentColor: tokens.colorCompoundBrandBackground,
    cursor: 'pointer',
    ':disabled': { cursor: 'default' },
  },
  times: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  mic: { color: tokens.colorBrandForeground1 },
  speed: { minWidth: '40px', fontVariantNumeric: 'tabular-nums' },
})
