import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container studio (max-width: 599px)'

export const useStyles = makeStyles({
  hint: { display: 'flex', alignItems: 'center', gap: '8px', padding: 0 },
  hintIcon: { display: 'flex', flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground3 },
  note: {
    margin: 0,
    padding: '12px 20px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    textWrap: 'pretty',
    [NARROW]: { padding: '12px 16px' },
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  entry: {
    display: 'flex',
    gap: '12px',
    padding: '12px 20px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    [NARROW]: { padding: '12px 16px' },
  },
  icon: { flexShrink: 0 },
  isThere: { color: tokens.colorStatusSuccessForeground1 },
  isLeftOut: { color: tokens.colorNeutralForeground3 },
  isMissing: { color: tokens.colorStatusDangerForeground3 },
  words: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  name: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightMedium,
  },
  more: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    textWrap: 'pretty',
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    userSelect: 'all',
  },
  download: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '12px',
    padding: '16px 20px',
    [NARROW]: { padding: '16px' },
  },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: 0,
    padding: '16px 20px 16px 40px',
    lineHeight: tokens.lineHeightBase300,
    [NARROW]: { padding: '16px 16px 16px 36px' },
  },
})
