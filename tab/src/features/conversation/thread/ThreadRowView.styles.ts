import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  day: { display: 'flex', justifyContent: 'center', padding: '16px 12px 4px' },
  dayName: {
    padding: '2px 12px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: 'center',
  },
  unread: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '16px 24px 4px',
    '::before': { content: '""', height: '1px', flexGrow: 1, backgroundColor: tokens.colorBrandStroke1 },
    '::after': { content: '""', height: '1px', flexGrow: 1, backgroundColor: tokens.colorBrandStroke1 },
  },
  unreadText: {
    color: tokens.colorBrandForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
})
