import { makeStyles, tokens } from '@fluentui/react-components'

export const useStyles = makeStyles({
  bold: { fontWeight: tokens.fontWeightSemibold },
  mono: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '0.93em',
    padding: '0 3px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: `var(--bubble-inset, ${tokens.colorNeutralBackground3})`,
  },
  block: { display: 'block', padding: '4px 6px', margin: '4px 0', overflowX: 'auto' },
  link: { overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
})
