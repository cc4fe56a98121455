import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container pane (max-width: 559px)'
const TINY = '@container pane (max-width: 419px)'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    flexShrink: 0,
    // Room for who else is here, so that their coming and going moves nothing.
    minHeight: '72px',
    padding: '8px 12px 8px 24px',
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { gap: tokens.spacingHorizontalS, padding: '8px' },
  },
  avatar: { display: 'flex', flexShrink: 0, [TINY]: { display: 'none' } },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 0, minWidth: 0 },
  line: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minWidth: 0,
  },
  second: {
    flexWrap: 'wrap',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  name: {
    margin: 0,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'isolate',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  number: {
    fontVariantNumeric: 'tabular-nums',
  },
  place: {
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  phone: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', [NARROW]: { display: 'none' } },
  // In the menu as well.
  details: { flexShrink: 0, [NARROW]: { display: 'none' } },
  tools: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    [NARROW]: { gap: '0' },
  },
})
