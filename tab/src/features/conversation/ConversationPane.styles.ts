import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    width: '100%',
    height: '100%',
    minWidth: 0,
    minHeight: 0,
    overflowX: 'hidden',
    // Strongly enlarged, header and editor leave little room: then the whole pane scrolls.
    overflowY: 'auto',
    containerType: 'inline-size',
    containerName: 'pane',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  composer: { flexShrink: 0 },
  hidden: { display: 'none' },
})
