import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  overlay: {
    position: 'absolute',
    inset: '8px',
    zIndex: 2,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalS,
    pointerEvents: 'none',
    borderRadius: tokens.borderRadiusXLarge,
    border: `2px dashed ${tokens.colorCompoundBrandStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForeground1,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    opacity: 0.96,
    textAlign: 'center',
  },
  refused: { border: `2px dashed ${tokens.colorNeutralStroke1}`, color: tokens.colorNeutralForeground2 },
})
