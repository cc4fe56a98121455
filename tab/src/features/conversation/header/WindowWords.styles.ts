import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  icon: { display: 'flex', flexShrink: 0 },
  warning: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  severe: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  closed: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightSemibold },
})
