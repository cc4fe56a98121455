import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  // It only says the language.
  whole: { display: 'contents' },
  header: {
    display: 'block',
    marginBottom: tokens.spacingVerticalXS,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  footer: {
    display: 'block',
    marginTop: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  buttons: {
    listStyle: 'none',
    margin: '12px -12px -8px',
    padding: 0,
    clear: 'both',
    minWidth: '200px',
  },
  button: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '36px',
    padding: '4px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorBrandForegroundLink,
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'center',
    overflowWrap: 'anywhere',
  },
  icon: { display: 'flex', flexShrink: 0 },
})
