import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0, position: 'relative' },
  columns: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  /** Holds whatever an area shows; an area fills it and scrolls within. */
  area: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', position: 'relative' },
  page: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    display: 'grid',
    placeItems: 'center',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  skip: {
    position: 'absolute',
    top: '-100px',
    left: '8px',
    zIndex: 10,
    padding: '8px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    boxShadow: tokens.shadow16,
    ':focus': { top: '8px', outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})
