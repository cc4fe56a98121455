import { makeStyles } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { flexShrink: 0 },
  /** Where room is short, the name needs it more than the normal case does. */
  open: { '@container pane (max-width: 479px)': { display: 'none' } },
})
