import { makeStyles, tokens } from '@fluentui/react-components'
import { rowTokens } from '../../../themes.ts'

const NARROW = '@container pane (max-width: 559px)'

export const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-end' },
  movable: { cursor: 'pointer', ':hover': { backgroundColor: rowTokens.rowHover } },
  chosen: {
    backgroundColor: rowTokens.rowSelected,
    ':hover': { backgroundColor: rowTokens.rowSelected },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  box: {
    display: 'flex',
    flexShrink: 0,
    justifyContent: 'flex-end',
    width: '48px',
    paddingBottom: '2px',
    color: tokens.colorNeutralForeground1,
    [NARROW]: { width: '36px' },
  },
  content: { flexGrow: 1, minWidth: 0 },
})
