import { makeStyles } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { display: 'flex', flexShrink: 0 },
  popover: { padding: '8px', maxWidth: 'calc(100vw - 32px)', boxSizing: 'border-box' },
})
