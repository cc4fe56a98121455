import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: { width: 'min(520px, calc(100vw - 16px))', boxSizing: 'border-box' },
  content: { display: 'flex', flexDirection: 'column', gap: '12px', overflowX: 'hidden' },
  intro: { margin: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    maxHeight: '40dvh',
    margin: 0,
    padding: 0,
    overflowY: 'auto',
    listStyleType: 'none',
  },
  item: { borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}` },
  check: {
    width: '100%',
    alignItems: 'flex-start',
    '& label': { width: '100%', minWidth: 0, paddingRight: '12px' },
  },
  other: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  head: { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: '8px' },
  number: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  meta: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  preview: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  // Keeps its place, so that the buttons do not jump at the first choice.
  outcome: { margin: 0, minHeight: '60px', fontSize: tokens.fontSizeBase200 },
})
