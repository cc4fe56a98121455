import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from './figures.styles.ts'

export const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: 'tabular-nums',
  },
  head: {
    position: 'sticky',
    top: 0,
    padding: '0 0 6px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'end',
    verticalAlign: 'bottom',
    color: tokens.colorNeutralForeground3,
    ':first-child': { paddingLeft: 0, textAlign: 'start' },
  },
  row: { ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` } },
  name: {
    padding: '8px 0',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  spare: { [NARROW]: { display: 'none' } },
  cell: { padding: '8px 0 8px 16px', textAlign: 'end', whiteSpace: 'nowrap' },
  hidden: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' },
})
