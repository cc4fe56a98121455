import { makeStyles } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { display: 'flex', flexShrink: 0 },
  /** Where room is shortest, keyboards bring emoji of their own. */
  emoji: { '@container pane (max-width: 379px)': { display: 'none' } },
  popover: { padding: '8px', maxWidth: 'calc(100vw - 32px)', boxSizing: 'border-box' },
})
