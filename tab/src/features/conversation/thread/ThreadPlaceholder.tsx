import { Button, Skeleton, SkeletonItem } from '@fluentui/react-components'
import { Chat48Regular, CloudOff48Regular, ErrorCircle48Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/EmptyState.tsx'
import type { Thread } from '../types.ts'
import { useStyles } from './ThreadPlaceholder.styles.ts'

/** Stands where messages will be: loading, failed, or none yet. */
export function ThreadPlaceholder({ thread, onReload }: { thread: Thread; onReload: () => void }) {
  const { t } = useTranslation('conversation')
  if (thread.failed !== null) {
    const offline = thread.failed === 'offline'
    const forbidden = thread.failed === 'forbidden' || thread.failed === 'not_found'
    const hint = offline ? 'failedOffline' : forbidden ? 'failedForbidden' : 'failedOther'
    return (
      <div role="alert">
        <EmptyState
          icon={offline ? <CloudOff48Regular /> : <ErrorCircle48Regular />}
          title={t('thread.failed')}
          hint={t(`thread.${hint}`)}
          actions={<Button onClick={onReload}>{t('thread.retry')}</Button>}
        />
      </div>
    )
  }
  if (thread.loading !== null) return <LoadingBubbles />
  return <EmptyState icon={<Chat48Regular />} title={t('thread.empty')} hint={t('thread.emptyHint')} />
}

/** Faster than this, a placeholder only flickers. */
const DELAY_MS = 200
const WIDTHS = ['220px', '300px', '160px', '260px', '200px']

function LoadingBubbles() {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <Skeleton className={styles.root} aria-label={t('thread.loading')}>
      {WIDTHS.map((width, index) => (
        <SkeletonItem
          key={width}
          className={index % 3 === 1 ? styles.outbound : styles.inbound}
          style={{ width, height: index % 2 === 0 ? 36 : 56 }}
        />
      ))}
    </Skeleton>
  )
}
