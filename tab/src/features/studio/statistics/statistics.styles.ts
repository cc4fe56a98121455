import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from '../../figures/figures.styles.ts'

export const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '32px', [NARROW]: { gap: '24px' } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '12px',
  },
  words: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0 },
  days: { margin: 0, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  links: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '4px', margin: 0 },
  part: { display: 'flex', flexDirection: 'column', gap: '16px', [NARROW]: { gap: '12px' } },
  partTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
})
