import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from '../../../components/page-frame.ts'

/** The bones of every settings page: groups of rows on cards. */
export const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 },
  groupHead: { display: 'flex', alignItems: 'flex-end', gap: '16px', flexWrap: 'wrap' },
  groupWords: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
  groupTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  hint: {
    margin: '2px 0 0',
    maxWidth: '96ch',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  card: {
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    // Rows are divided by lines, whatever they are.
    '& > * + *': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 300px)',
    columnGap: '32px',
    rowGap: '8px',
    alignItems: 'center',
    padding: '16px 20px',
    minHeight: '32px',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', padding: '16px' },
  },
  rowSwitch: {
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px' },
  },
  // Its own padding would leave it short of the edge.
  switch: { marginRight: '-8px' },
  rowWords: { minWidth: 0 },
  rowFooter: { gridColumn: '1 / -1', minWidth: 0 },
  label: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightMedium,
  },
  control: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: '4px',
    minWidth: 0,
  },
  issue: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusDangerForeground3,
  },
})
