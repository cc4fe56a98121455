import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingBottom: '8px' },
  intro: { margin: 0 },
  quote: {
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: '8px 12px',
    maxHeight: '160px',
    overflowY: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  who: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
})
