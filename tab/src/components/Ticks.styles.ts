import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    flexShrink: 0,
    fontSize: '16px',
    lineHeight: 1,
    color: tokens.colorNeutralForeground3,
  },
  read: { color: tokens.colorBrandForeground1 },
  unconfirmed: { color: tokens.colorPaletteDarkOrangeForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
})
