import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../components/Delayed.tsx'
import { useStyles } from './skeletons.styles.ts'

const ROWS = [62, 48, 70, 55, 40, 66, 58, 45]

/** Shape of the list while its first page is fetched. */
export function ListSkeleton() {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  return (
    <Delayed>
      <Skeleton className={styles.list} aria-label={t('list.loading')}>
        {ROWS.map((width) => (
          <div className={styles.row} key={width}>
            <SkeletonItem shape="circle" size={32} />
            <div className={styles.lines}>
              <SkeletonItem size={12} style={{ width: `${width}%` }} />
              <SkeletonItem size={12} style={{ width: '92%' }} />
            </div>
          </div>
        ))}
      </Skeleton>
    </Delayed>
  )
}
