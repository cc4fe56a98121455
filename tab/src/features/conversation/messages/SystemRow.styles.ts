import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  row: {
    display: 'flex',
    justifyContent: 'center',
    padding: '8px 24px 4px',
    outline: 'none',
    ':focus-visible > *': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  chip: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: '2px 8px',
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  time: { fontVariantNumeric: 'tabular-nums' },
})
