import { makeStyles } from '@fluentui/react-components'
import { pageFrame } from '../../components/page-frame.ts'

export const useStyles = makeStyles({
  root: pageFrame.columns,
  main: pageFrame.main,
  scroll: pageFrame.scroll,
  page: pageFrame.page,
  head: { display: 'flex', flexDirection: 'column', gap: '4px' },
  title: pageFrame.title,
  lead: pageFrame.lead,
})
