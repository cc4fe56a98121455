import { Button, Spinner } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Thread } from '../types.ts'
import { useStyles } from './ThreadHead.styles.ts'

/** What stands above the oldest message: more is being fetched, it failed, or this is the beginning. */
export function ThreadHead({ thread, onRetry }: { thread: Thread; onRetry: () => void }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  if (thread.failed !== null) {
    return (
      <div className={styles.root}>
        <span>{t('thread.failed')}</span>
        <Button size="small" onClick={onRetry}>
          {t('thread.retry')}
        </Button>
      </div>
    )
  }
  if (thread.loading !== null || thread.hasOlder) {
    return (
      <div className={styles.root}>
        <Spinner size="tiny" label={t('thread.loadingOlder')} />
      </div>
    )
  }
  return <div className={styles.root}>{t('thread.start')}</div>
}
