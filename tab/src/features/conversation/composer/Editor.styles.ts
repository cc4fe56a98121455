import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { position: 'relative' },
  field: {
    display: 'block',
    width: '100%',
    minHeight: '44px',
    maxHeight: 'min(240px, 35vh)',
    boxSizing: 'border-box',
    padding: '12px 16px 8px',
    border: 'none',
    outline: 'none',
    resize: 'none',
    overflowY: 'auto',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
    // Smaller text makes phones zoom into the field.
    '@media (pointer: coarse)': { fontSize: '16px', lineHeight: '22px' },
  },
  note: { '::placeholder': { color: tokens.colorNeutralForeground2 } },
})
