import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  files: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, maxWidth: '100%' },
  /** Pictures and cards reach nearer to the edge of the bubble than text. */
  wide: { margin: '-4px -8px 4px', maxWidth: 'none' },
  caption: { overflowWrap: 'anywhere' },
  stack: { display: 'flex', flexDirection: 'column' },
  kind: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  choice: {
    display: 'inline-flex',
    maxWidth: '100%',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
  },
  choiceMark: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: '20px',
    height: '20px',
    marginTop: '6px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  line: {
    display: 'inline-flex',
    maxWidth: '100%',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
  },
  good: { display: 'flex', flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  bad: { display: 'flex', flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  muted: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
})
