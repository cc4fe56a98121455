import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    gap: tokens.spacingVerticalM,
    minHeight: '100%',
    padding: '24px',
    boxSizing: 'border-box',
  },
  inbound: { alignSelf: 'flex-start', maxWidth: '80%', borderRadius: '12px' },
  outbound: { alignSelf: 'flex-end', maxWidth: '80%', borderRadius: '12px' },
})
