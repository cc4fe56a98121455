import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container page (max-width: 679px)'

export const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 320px)',
    gap: '24px',
    padding: '20px',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', padding: '16px' },
  },
  fields: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
  nothing: { margin: 0, color: tokens.colorNeutralForeground3 },
  preview: { margin: 0, minWidth: 0 },
  previewLabel: {
    marginBottom: '6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  stage: {
    padding: '16px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  bubble: {
    padding: '8px 12px',
    borderRadius: '12px',
    borderTopLeftRadius: '4px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
  },
  place: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0 },
  placeLabel: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightMedium,
  },
  tools: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginLeft: '-8px' },
  warning: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusWarningForeground3,
  },
})
