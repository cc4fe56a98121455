import { makeStyles, tokens } from '@fluentui/react-components'
import { rowTokens } from '../../themes.ts'

const NARROW = '@container studio (max-width: 599px)'

export const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  card: {
    position: 'relative',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': { backgroundColor: rowTokens.rowHover },
    ':focus-within': { border: `1px solid ${tokens.colorNeutralStroke1}` },
  },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    padding: '16px 12px 16px 20px',
    [NARROW]: { flexWrap: 'wrap', rowGap: '8px', padding: '16px 12px 16px 16px' },
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    [NARROW]: { flexBasis: '200px' },
  },
  name: {
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    // The whole card is the link; what else can be pressed lies above it.
    '::after': { content: '""', position: 'absolute', inset: 0, borderRadius: tokens.borderRadiusXLarge },
    ':focus-visible': { outlineStyle: 'none' },
    ':focus-visible::after': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  facts: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: '12px',
    flexShrink: 0,
    maxWidth: '50%',
    [NARROW]: { order: 1, flexBasis: '100%', maxWidth: '100%', justifyContent: 'flex-start' },
  },
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  isReady: { color: tokens.colorStatusSuccessForeground1 },
  isNotReady: { color: tokens.colorStatusDangerForeground3 },
  chevron: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  problems: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: 0,
    padding: '0 20px 16px',
    [NARROW]: { padding: '0 16px 16px' },
    listStyleType: 'none',
  },
  problem: {
    display: 'flex',
    gap: '8px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& a': { position: 'relative', zIndex: 1 },
  },
  icon: { flexShrink: 0 },
  blocking: { color: tokens.colorStatusDangerForeground3 },
  hint: { color: tokens.colorStatusWarningForeground3 },
  fix: { color: tokens.colorNeutralForeground3 },
})
