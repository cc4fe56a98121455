import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '64px',
    padding: '0 16px',
    boxSizing: 'border-box',
  },
  lines: { flexGrow: 1, display: 'flex', flexDirection: 'column', gap: '8px' },
  thread: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: '16px',
    height: '100%',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px', marginBottom: '16px' },
})
