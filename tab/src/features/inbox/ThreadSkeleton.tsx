import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { Delayed } from '../../components/Delayed.tsx'
import { useStyles } from './skeletons.styles.ts'

const BUBBLES = ['58%', '40%', '66%', '34%', '52%']

/** Shape of a conversation while it is fetched. */
export function ThreadSkeleton() {
  const styles = useStyles()
  return (
    <Delayed>
      <Skeleton className={styles.thread} aria-hidden="true">
        <div className={styles.head}>
          <SkeletonItem shape="circle" size={36} />
          <SkeletonItem size={16} style={{ width: '180px' }} />
        </div>
        {BUBBLES.map((width, index) => (
          <SkeletonItem
            key={width}
            size={48}
            style={{ width, alignSelf: index % 2 === 0 ? 'flex-start' : 'flex-end' }}
          />
        ))}
      </Skeleton>
    </Delayed>
  )
}
