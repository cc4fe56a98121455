import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
  block: { display: 'block' },
  emoji: { fontSize: '40px', lineHeight: '48px', display: 'block' },
  more: {
    display: 'block',
    marginTop: tokens.spacingVerticalXS,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase300,
  },
})
