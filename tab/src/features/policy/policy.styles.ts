import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  decided: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '6px',
    marginTop: '4px',
    color: tokens.colorNeutralForeground2,
  },
  lock: { flexShrink: 0 },
})
