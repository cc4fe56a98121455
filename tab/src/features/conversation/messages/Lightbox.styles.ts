import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  surface: {
    width: '100vw',
    maxWidth: '100vw',
    height: '100dvh',
    maxHeight: '100dvh',
    padding: 0,
    borderRadius: 0,
    border: 'none',
  },
  body: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    maxHeight: '100dvh',
    gap: 0,
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: '8px 12px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  tools: { display: 'flex', flexShrink: 0 },
  percent: {
    minWidth: '56px',
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 420px)': { display: 'none' },
  },
  stage: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    margin: 0,
    padding: 0,
    backgroundColor: tokens.colorNeutralBackground3,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  picture: { objectFit: 'contain', display: 'block' },
})
