import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: {
    float: 'inline-end',
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    margin: '4px -4px -4px 12px',
    fontSize: '11px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    userSelect: 'none',
  },
})
