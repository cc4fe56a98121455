import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: { maxWidth: '440px' },
  content: { paddingBottom: tokens.spacingVerticalS },
  intro: { margin: '0 0 16px' },
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  field: { flexGrow: 1, flexBasis: '140px' },
})
