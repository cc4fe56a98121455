import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  icon: { display: 'flex', flexShrink: 0, marginTop: '2px' },
  warning: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  severe: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  closed: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightSemibold },
})
