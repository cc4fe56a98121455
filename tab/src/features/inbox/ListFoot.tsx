import { Button, Spinner } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ListState } from '../../state/state.ts'
import { useStyles } from './ConversationList.styles.ts'
import { useWorkspace } from './use-workspace.ts'

export interface ListFootProps {
  list: ListState
}

/** The end of what is loaded: more is coming, could not come, or there is no more. */
export function ListFoot({ list }: ListFootProps) {
  const styles = useStyles()
  const { t } = useTranslation(['inbox', 'common'])
  const { lists } = useWorkspace()
  if (list.failed !== null) {
    return (
      <div className={styles.foot} role="alert">
        {t('inbox:list.moreFailed')}
        <Button size="small" onClick={() => (list.cursor ? lists.more() : void lists.reload())}>
          {t('common:action.retry')}
        </Button>
      </div>
    )
  }
  if (list.cursor === null) return <div className={styles.foot}>{t('inbox:list.end')}</div>
  return (
    <div className={styles.foot}>
      <Spinner size="tiny" delay={300} label={t('inbox:list.loadingMore')} labelPosition="after" />
    </div>
  )
}
