import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  /** Teams draws the frame and the buttons around it; the page goes without a card of its own. */
  root: {
    height: '100%',
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: '24px 32px',
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 480px)': { padding: '16px' },
  },
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    maxWidth: '640px',
    margin: '0 auto',
  },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    textWrap: 'balance',
  },
  lead: { margin: 0, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  selects: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  views: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    gap: tokens.spacingHorizontalS,
    alignItems: 'stretch',
  },
  view: {
    width: '100%',
    alignItems: 'center',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '& label': { flexGrow: 1, minWidth: 0 },
  },
  chosen: { border: `1px solid ${tokens.colorBrandStroke1}` },
  label: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  icon: { display: 'flex', flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground3 },
  chosenIcon: { color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  viewName: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  viewHint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  name: { margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
})
