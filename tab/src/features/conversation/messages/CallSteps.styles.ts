import { makeStyles, tokens } from '@fluentui/react-components'

const ICON = '24px'

export const useStyles = makeStyles({
  steps: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '&:not([hidden])': { display: 'flex' },
    flexDirection: 'column',
  },
  /** A line leads from each answer to the next. */
  step: {
    position: 'relative',
    display: 'flex',
    alignItems: 'flex-start',
    gap: '14px',
    ':not(:last-child)': { paddingBottom: '12px' },
    ':not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      top: ICON,
      bottom: 0,
      left: '11px',
      width: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  icon: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: ICON,
    height: ICON,
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground6,
    color: tokens.colorNeutralForeground2,
    fontSize: '14px',
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, paddingTop: '2px' },
  quiet: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  answer: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  unsure: { color: tokens.colorStatusWarningForeground3 },
  how: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  heard: {
    marginTop: '2px',
    paddingInlineStart: '8px',
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
})
