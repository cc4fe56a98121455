import { makeStyles } from '@fluentui/react-components'
import { NARROW, pageFrame } from '../../components/page-frame.ts'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    height: '100%',
    containerType: 'inline-size',
    containerName: 'area',
  },
  columns: pageFrame.columns,
  main: pageFrame.main,
  scroll: pageFrame.scroll,
  page: pageFrame.page,
  listPage: { maxWidth: '1040px', gap: '20px', [NARROW]: { gap: '16px' } },
  head: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '4px',
    minWidth: 0,
  },
  headLine: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    columnGap: '24px',
    rowGap: '12px',
  },
  title: pageFrame.title,
  lead: pageFrame.lead,
  back: { marginLeft: '-8px', marginBottom: '4px' },
})
