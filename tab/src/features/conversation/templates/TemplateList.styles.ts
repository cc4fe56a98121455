import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    flexShrink: 0,
    padding: '12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, minWidth: 0 },
  search: { flexGrow: 1, minWidth: 0 },
  select: { flexGrow: 1, flexBasis: 0, minWidth: 0, '& select': { minWidth: 0, textOverflow: 'ellipsis' } },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  spinner: { padding: '48px 16px' },
})
