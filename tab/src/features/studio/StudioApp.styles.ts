import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    height: '100%',
    containerType: 'inline-size',
    containerName: 'area',
  },
  page: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    overflowY: 'auto',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground2,
    containerType: 'inline-size',
    containerName: 'page',
  },
})
