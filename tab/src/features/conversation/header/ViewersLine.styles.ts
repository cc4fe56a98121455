import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  root: { display: 'block', minWidth: 0 },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorBrandForeground1,
    minWidth: 0,
  },
  icon: { display: 'flex', flexShrink: 0 },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
})
