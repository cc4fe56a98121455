import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from '../page-frame.ts'

export const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    padding: '0 32px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { padding: '0 16px' },
  },
  inner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: '16px',
    rowGap: '8px',
    maxWidth: '800px',
    minHeight: '60px',
    margin: '0 auto',
    padding: '10px 0',
    boxSizing: 'border-box',
  },
  words: { display: 'flex', alignItems: 'center', gap: '10px', flexGrow: 1, flexBasis: '220px', minWidth: 0 },
  icon: { display: 'flex', flexShrink: 0 },
  unsaved: { color: tokens.colorBrandForeground1 },
  saved: { color: tokens.colorStatusWarningForeground3 },
  live: { color: tokens.colorStatusSuccessForeground1 },
  fault: { color: tokens.colorStatusDangerForeground3 },
  text: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  title: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  detail: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  optional: { [NARROW]: { display: 'none' } },
})
