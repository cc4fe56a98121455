import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: {
    maxWidth: '600px',
    '@media (max-width: 480px)': { padding: '16px', maxHeight: '100dvh' },
  },
  titleRow: { display: 'flex', alignItems: 'center', gap: '4px', minWidth: 0 },
  back: { marginInlineStart: '-8px', flexShrink: 0 },
  title: { outlineStyle: 'none', minWidth: 0, overflowWrap: 'anywhere' },
  /** As high in every view, so that nothing jumps when one goes from one to another. */
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: '20px',
    minHeight: 'min(440px, 60vh)',
    padding: '4px 0',
  },
  lead: { margin: 0, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  me: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  meWords: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  email: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    minWidth: 0,
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  sectionHead: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  sectionTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    textWrap: 'pretty',
    overflowWrap: 'anywhere',
  },
  hint: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  language: { maxWidth: '240px' },
  form: { display: 'flex', flexDirection: 'column', gap: '16px', maxWidth: '400px' },
  link: { alignSelf: 'flex-start' },
})
