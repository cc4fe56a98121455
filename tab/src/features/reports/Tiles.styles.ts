import { makeStyles, tokens } from '@fluentui/react-components'
import { chart, NARROW } from './Reports.styles.ts'

export const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(230px, 100%), 1fr))',
    gap: '16px',
    margin: 0,
    [NARROW]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '8px' },
  },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    boxSizing: 'border-box',
    padding: '16px 20px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { padding: '12px' },
  },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    hyphens: 'auto',
  },
  icon: { display: 'flex', flexShrink: 0, fontSize: '16px', color: tokens.colorNeutralForeground3 },
  value: {
    margin: '4px 0 0',
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    letterSpacing: '-0.01em',
    [NARROW]: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  },
  nothing: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  bad: { color: tokens.colorPaletteRedForeground1 },
  detail: {
    margin: '2px 0 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  meter: {
    height: '4px',
    margin: '10px 0 2px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: chart.track,
    overflow: 'hidden',
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      boxShadow: 'inset 0 0 0 1px CanvasText',
    },
  },
  meterFill: {
    height: '100%',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: chart.best,
    '@media (prefers-reduced-motion: no-preference)': { transition: 'width 300ms' },
  },
  badFill: { backgroundColor: tokens.colorPaletteRedBackground3 },
})
