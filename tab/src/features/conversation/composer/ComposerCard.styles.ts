import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container pane (max-width: 679px)'

export const useStyles = makeStyles({
  root: {
    margin: 0,
    minWidth: 0,
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    [NARROW]: { padding: '12px' },
  },
  main: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    [NARROW]: { flexWrap: 'wrap', alignItems: 'flex-start' },
  },
  icon: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: '200px', minWidth: 0 },
  title: { fontWeight: tokens.fontWeightSemibold },
  text: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    textWrap: 'pretty',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    ':empty': { display: 'none' },
    [NARROW]: { flexBasis: '100%' },
  },
  draft: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    marginTop: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  draftLabel: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  draftText: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
    overflow: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    marginBottom: tokens.spacingVerticalXS,
  },
})
