import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  bar: {
    overflowX: 'auto',
    scrollbarWidth: 'none',
    margin: '-8px -10px -8px',
    flexShrink: 0,
  },
  panel: { display: 'flex', flexDirection: 'column', gap: '32px', minWidth: 0 },
  none: { margin: 0, color: tokens.colorNeutralForeground3 },
  mark: {
    display: 'inline-block',
    width: '6px',
    height: '6px',
    marginLeft: '6px',
    verticalAlign: 'middle',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorStatusDangerForeground3,
    forcedColorAdjust: 'none',
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
