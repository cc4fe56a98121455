import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { position: 'absolute', bottom: '12px', insetInlineEnd: '20px' },
  button: {
    width: '40px',
    height: '40px',
    minWidth: '40px',
    boxShadow: tokens.shadow8,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  count: { position: 'absolute', top: '-6px', insetInlineEnd: '-4px', pointerEvents: 'none' },
})
