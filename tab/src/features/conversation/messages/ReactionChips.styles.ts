import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: '4px',
    marginTop: '-6px',
    marginInlineStart: '8px',
    position: 'relative',
    alignSelf: 'flex-start',
  },
  end: { alignSelf: 'flex-end', marginInlineStart: 0, marginInlineEnd: '8px' },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '2px',
    height: '24px',
    minWidth: '24px',
    justifyContent: 'center',
    boxSizing: 'border-box',
    padding: '0 6px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: '13px',
    lineHeight: 1,
  },
  mine: {
    cursor: 'pointer',
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  failed: { color: tokens.colorStatusDangerForeground1 },
})
