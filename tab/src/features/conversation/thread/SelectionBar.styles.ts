import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container pane (max-width: 559px)'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px 16px',
    flexShrink: 0,
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { padding: '12px' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: '160px', flexGrow: 1, flexBasis: 0 },
  count: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  hint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    [NARROW]: { flexGrow: 1, '& > *': { flexGrow: 1 } },
  },
})
