import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../components/Delayed.tsx'
import { useStyles } from './ServicePage.styles.ts'

/** The place of a page that is being loaded. */
export function PageSkeleton() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    <Delayed>
      <output className={styles.page} aria-label={t('loading')}>
        <Skeleton aria-hidden="true">
          <SkeletonItem size={28} style={{ width: '220px' }} />
        </Skeleton>
        {[132, 220].map((height) => (
          <Skeleton key={height} aria-hidden="true">
            <SkeletonItem style={{ height }} />
          </Skeleton>
        ))}
      </output>
    </Delayed>
  )
}
