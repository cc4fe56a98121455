import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    margin: '4px 0 8px',
    padding: '8px 12px',
    width: '400px',
    maxWidth: '100%',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  bad: { display: 'flex', flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  unsure: { display: 'flex', flexShrink: 0, color: tokens.colorStatusWarningForeground3 },
  text: { minWidth: 0, flexGrow: 1, overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    ':empty': { display: 'none' },
  },
  details: {
    marginTop: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontFamily: tokens.fontFamilyMonospace,
    userSelect: 'text',
  },
})
