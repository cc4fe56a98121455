import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../components/Delayed.tsx'
import { useStyles } from './figures.styles.ts'
import { useStyles as useTileStyles } from './Tiles.styles.ts'

const TILES = ['40%', '52%', '34%', '46%', '44%', '38%', '50%', '42%']

/** Shape of the page while its figures are added up. */
export function FiguresSkeleton() {
  const styles = useStyles()
  const tiles = useTileStyles()
  const { t } = useTranslation('reports')
  return (
    <Delayed>
      <Skeleton aria-label={t('loading')} className={styles.figures}>
        <div className={styles.card} style={{ gap: 24 }}>
          <SkeletonItem size={16} style={{ width: 180 }} />
          <SkeletonItem style={{ height: 220 }} />
        </div>
        <div className={tiles.root}>
          {TILES.map((width) => (
            <div key={width} className={tiles.tile} style={{ gap: 12 }}>
              <SkeletonItem size={12} style={{ width }} />
              <SkeletonItem size={28} style={{ width: 88 }} />
              <SkeletonItem size={12} />
            </div>
          ))}
        </div>
      </Skeleton>
    </Delayed>
  )
}
