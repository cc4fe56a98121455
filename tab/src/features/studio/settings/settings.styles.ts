import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  policy: { display: 'flex', flexDirection: 'column', gap: '24px' },
  policyHint: {
    margin: '0 0 -12px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
})
