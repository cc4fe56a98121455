import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@media (max-width: 699px)'

export const useStyles = makeStyles({
  surface: {
    display: 'flex',
    flexDirection: 'column',
    width: 'min(960px, calc(100vw - 32px))',
    maxWidth: 'none',
    height: 'min(680px, calc(100dvh - 32px))',
    maxHeight: 'none',
    padding: 0,
    overflow: 'hidden',
    boxSizing: 'border-box',
    [NARROW]: { width: '100vw', height: '100dvh', borderRadius: 0, border: 'none' },
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    padding: '12px 12px 12px 20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { padding: '8px 8px 8px 12px' },
  },
  title: {
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  narrowOnly: { display: 'none', [NARROW]: { display: 'flex' } },
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    width: '340px',
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { width: '100%', borderRight: 'none' },
  },
  form: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    [NARROW]: { width: '100%' },
  },
  hiddenWhenNarrow: { [NARROW]: { display: 'none' } },
  hint: { margin: 'auto', padding: '24px', color: tokens.colorNeutralForeground3, textAlign: 'center' },
})
