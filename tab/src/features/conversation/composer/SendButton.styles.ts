import { makeStyles } from '@fluentui/react-components'

const NARROW = '@container pane (max-width: 479px)'

export const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    '& > button:first-child': { [NARROW]: { minWidth: '40px', paddingLeft: 0, paddingRight: 0 } },
  },
  label: { whiteSpace: 'nowrap', [NARROW]: { display: 'none' } },
})
