import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  bold: { fontWeight: tokens.fontWeightSemibold },
  mono: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '0.93em',
    padding: '0 3px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: `var(--bubble-inset, ${tokens.colorNeutralBackground3})`,
  },
  block: { display: 'block', padding: '4px 6px', margin: '4px 0', overflowX: 'auto' },
  mention: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    unicodeBidi: 'isolate',
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  ownMention: {
    padding: '1px 3px',
    margin: '0 -1px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    // High-contrast themes know no tinted backgrounds.
    boxShadow: `inset 0 0 0 1px ${tokens.colorTransparentStroke}`,
    color: tokens.colorBrandForeground2,
    boxDecorationBreak: 'clone',
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
    },
  },
  link: { overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
})
