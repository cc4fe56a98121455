import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { margin: 0 },
  label: {
    marginBottom: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  stage: {
    display: 'flex',
    padding: '16px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  bubble: {
    maxWidth: 'min(380px, 100%)',
    minWidth: '200px',
    boxSizing: 'border-box',
    padding: '8px 12px',
    borderRadius: '12px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  media: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    height: '120px',
    marginBottom: tokens.spacingVerticalS,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground3,
  },
  picture: {
    display: 'block',
    width: '100%',
    maxHeight: '180px',
    marginBottom: tokens.spacingVerticalS,
    objectFit: 'cover',
    borderRadius: tokens.borderRadiusLarge,
  },
})
