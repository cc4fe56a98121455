import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW, WIDE } from '../figures/figures.styles.ts'

export const useStyles = makeStyles({
  root: {
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [WIDE]: { position: 'sticky', top: 0, zIndex: 3 },
  },
  inner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '12px',
    maxWidth: '1240px',
    margin: '0 auto',
    padding: '12px 32px',
    boxSizing: 'border-box',
    [NARROW]: { padding: '12px', gap: '8px' },
  },
  words: { flexGrow: 1, minWidth: '160px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  days: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', [NARROW]: { width: '100%' } },
  service: { minWidth: 0, maxWidth: '220px', fontWeight: tokens.fontWeightRegular },
  serviceName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  refreshed: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    color: tokens.colorStatusWarningForeground3,
  },
})
