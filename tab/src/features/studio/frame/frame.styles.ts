import { makeStyles } from '@fluentui/react-components'
import { pageFrame } from '../../../components/page-frame.ts'

/** Pages of the studio beside the services: what can be done with a page as a whole stands beside its title. */
export const useStyles = makeStyles({
  root: pageFrame.columns,
  main: pageFrame.main,
  scroll: pageFrame.scroll,
  page: pageFrame.page,
  pageWide: { maxWidth: '1040px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', columnGap: '24px', rowGap: '12px' },
  headWords: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    flexGrow: 1,
    flexBasis: '280px',
    minWidth: 0,
  },
  title: pageFrame.title,
  lead: pageFrame.lead,
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  bones: { display: 'flex', flexDirection: 'column', gap: '24px' },
})
