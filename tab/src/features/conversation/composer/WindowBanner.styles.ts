import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  line: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  body: { fontVariantNumeric: 'tabular-nums' },
})
