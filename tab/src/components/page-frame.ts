import { tokens, type GriffelStyle } from '@fluentui/react-components'

/** An area whose menu is beside its pages puts it above them. */
export const STACKED = '@container area (max-width: 799px)'
/** The page itself is narrow, whatever is beside it. */
export const NARROW = '@container page (max-width: 599px)'

/** What pages with a menu beside them stand in: each scrolls by itself, its words are no wider than can be read. */
export const pageFrame = {
  columns: {
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
    containerName: 'page',
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
  title: {
    margin: 0,
    maxWidth: '100%',
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: 'none',
    overflowWrap: 'anywhere',
  },
  lead: { margin: 0, maxWidth: '68ch', color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
} satisfies Record<string, GriffelStyle>
