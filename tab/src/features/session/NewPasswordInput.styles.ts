import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  rules: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    margin: '4px 0 0',
    padding: 0,
    listStyleType: 'none',
  },
  rule: { display: 'flex', alignItems: 'flex-start', gap: '6px', color: tokens.colorNeutralForeground3 },
  icon: { display: 'flex', flexShrink: 0, fontSize: '16px', color: tokens.colorNeutralForeground4 },
  met: { color: tokens.colorStatusSuccessForeground1 },
  unmet: { color: tokens.colorStatusDangerForeground1 },
})
