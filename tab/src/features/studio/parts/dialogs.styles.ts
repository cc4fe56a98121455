import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: { maxWidth: '560px' },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    // Rings of focus reach beyond their fields.
    margin: '0 -4px',
    padding: '4px',
    maxHeight: '68vh',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
  },
  text: { margin: 0, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  once: { display: 'flex', flexDirection: 'column', gap: '12px' },
  warning: {
    display: 'flex',
    gap: '8px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  warningIcon: { display: 'flex', flexShrink: 0, color: tokens.colorStatusWarningForeground3 },
})
