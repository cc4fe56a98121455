import { makeStyles, tokens } from '@fluentui/react-components'

const STACKED = '@container area (max-width: 799px)'
const NARROW = '@container studio (max-width: 599px)'

/** What every page of the studio stands in: a menu beside it, and the page that scrolls by itself. */
export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    height: '100%',
    [STACKED]: { flexDirection: 'column' },
  },
  main: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground2,
    containerType: 'inline-size',
    containerName: 'studio',
  },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', scrollbarWidth: 'thin' },
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: '32px',
    maxWidth: '800px',
    margin: '0 auto',
    padding: '32px 32px 64px',
    [NARROW]: { padding: '20px 16px 40px', gap: '24px' },
  },
  pageWide: { maxWidth: '1040px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', columnGap: '24px', rowGap: '12px' },
  headWords: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    flexGrow: 1,
    flexBasis: '280px',
    minWidth: 0,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: 'none',
    overflowWrap: 'anywhere',
  },
  lead: { margin: 0, maxWidth: '68ch', color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  bones: { display: 'flex', flexDirection: 'column', gap: '24px' },
})
