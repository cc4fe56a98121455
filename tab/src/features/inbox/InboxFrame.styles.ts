import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  list: { position: 'relative', outlineStyle: 'none', flexShrink: 0, minWidth: 0, height: '100%' },
  listFull: { flexGrow: 1, flexShrink: 1 },
  thread: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    outlineStyle: 'none',
  },
  details: {
    flexShrink: 0,
    width: '320px',
    height: '100%',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    boxSizing: 'border-box',
  },
  // Keeps its place in the list while the thread covers it, which `display: none` would forget.
  covered: { position: 'absolute', inset: 0, visibility: 'hidden' },
  drawer: { width: 'min(360px, 100%)' },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})
