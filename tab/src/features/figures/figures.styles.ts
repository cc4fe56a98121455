import { makeStyles, tokens } from '@fluentui/react-components'

/** Container queries of figures: the room they have decides, not the window. */
export const WIDE = '@container figures (min-width: 880px)'
export const MEDIUM = '@container figures (min-width: 680px)'
export const NARROW = '@container figures (max-width: 559px)'

const mixed = (color: string, percent: number): string =>
  `color-mix(in srgb, ${color} ${percent}%, ${tokens.colorNeutralBackground1})`

/** The tones of all charts, from what is measured to what it became; each is told apart from its neighbours. */
export const chart = {
  whole: 'var(--chart-whole)',
  part: 'var(--chart-part)',
  best: 'var(--chart-best)',
  track: 'var(--chart-track)',
  warn: 'var(--chart-warn)',
} as const

export const useStyles = makeStyles({
  /** What figures are drawn on: gives the charts their tones and the container queries their measure. */
  canvas: {
    minWidth: 0,
    containerType: 'inline-size',
    containerName: 'figures',
    '--chart-whole': mixed(tokens.colorNeutralForeground1, 32),
    '--chart-part': mixed(tokens.colorCompoundBrandBackground, 48),
    '--chart-best': tokens.colorCompoundBrandBackground,
    '--chart-track': mixed(tokens.colorNeutralForeground1, 7),
    '--chart-warn': tokens.colorPaletteMarigoldBorderActive,
    '@media (forced-colors: active)': {
      '--chart-whole': 'GrayText',
      '--chart-part': 'CanvasText',
      '--chart-best': 'Highlight',
      '--chart-track': 'Canvas',
      '--chart-warn': 'GrayText',
    },
  },
  figures: { display: 'flex', flexDirection: 'column', gap: '16px', [NARROW]: { gap: '12px' } },
  /** What stands here answers an earlier question, and is about to be replaced. */
  waiting: {
    opacity: 0.55,
    '@media (prefers-reduced-motion: no-preference)': { transition: 'opacity 150ms 150ms' },
  },
  /** Words instead of figures, where the eye looks first. */
  blank: { display: 'grid', placeItems: 'center', minHeight: 'min(420px, 50vh)' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    [WIDE]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    [NARROW]: { gap: '12px' },
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    boxSizing: 'border-box',
    padding: '20px 24px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    scrollMarginTop: '72px',
    outlineStyle: 'none',
    [NARROW]: { padding: '16px' },
  },
  cardHead: { display: 'flex', alignItems: 'flex-start', gap: '12px', marginBottom: '16px' },
  cardWords: { flexGrow: 1, minWidth: 0 },
  cardTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  hint: {
    margin: '2px 0 0',
    maxWidth: '76ch',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  none: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground3,
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})
