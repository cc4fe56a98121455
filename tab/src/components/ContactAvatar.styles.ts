import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { position: 'relative', display: 'inline-flex', flexShrink: 0 },
  badge: {
    position: 'absolute',
    right: '-4px',
    bottom: '-4px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '16px',
    height: '16px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontSize: '12px',
    boxShadow: `0 0 0 1px ${tokens.colorNeutralStroke2}`,
  },
  small: { right: '-3px', bottom: '-3px', width: '12px', height: '12px', fontSize: '8px' },
  large: { width: '20px', height: '20px', fontSize: '14px' },
})
