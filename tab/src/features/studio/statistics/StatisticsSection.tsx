import { mergeClasses } from '@fluentui/react-components'
import { CallInboundRegular, ChatEmptyRegular } from '@fluentui/react-icons'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { CallCharts } from '../../figures/CallCharts.tsx'
import { CardHeading } from '../../figures/Card.tsx'
import { FiguresSkeleton } from '../../figures/FiguresSkeleton.tsx'
import { useStyles as useFigureStyles } from '../../figures/figures.styles.ts'
import { StaleNote } from '../../figures/StaleNote.tsx'
import { useCallFigures } from '../../figures/use-call-figures.ts'
import type { Loaded } from '../../figures/use-loaded.ts'
import { usePeriodDays } from '../../figures/use-period-days.ts'
import { useEditing } from '../use-editing.ts'
import { useStudio } from '../use-studio.ts'
import { ConversationCharts } from './ConversationCharts.tsx'
import { StatisticsHead } from './StatisticsHead.tsx'
import { useStyles } from './statistics.styles.ts'
import { usePeriod } from './use-period.ts'
import { useServiceStatistics } from './use-service-statistics.ts'

/** What a service achieves: its calls where it takes any, and its conversations. */
export function StatisticsSection() {
  const styles = useStyles()
  const { canvas } = useFigureStyles()
  const { t } = useTranslation('reports')
  const { service } = useEditing().view
  const source = useStudio()
  const { period, choose } = usePeriod()
  const takesCalls = service.ready !== null
  const days = usePeriodDays(period)
  const calls = useCallFigures(source, { days, serviceId: service.id, takesCalls })
  const conversations = useServiceStatistics(service.id, days)
  return (
    <div className={canvas}>
      <div className={styles.root}>
        <StatisticsHead
          serviceId={service.id}
          takesCalls={takesCalls}
          period={period}
          days={days}
          onChoose={choose}
        />
        {takesCalls && (
          <Part title={t('statistics.callsTitle')} loaded={calls}>
            {(view) =>
              view.total.calls === 0 ? (
                <EmptyState
                  icon={<CallInboundRegular />}
                  title={t('empty.title')}
                  hint={t('statistics.noCalls')}
                />
              ) : (
                <CallCharts view={view} />
              )
            }
          </Part>
        )}
        <Part title={t('statistics.conversationsTitle')} loaded={conversations}>
          {(view) =>
            view.total.opened + view.total.inbound + view.total.outbound === 0 ? (
              <EmptyState
                icon={<ChatEmptyRegular />}
                title={t('conversations.none')}
                hint={t('conversations.noneHint')}
              />
            ) : (
              <ConversationCharts view={view} />
            )
          }
        </Part>
      </div>
    </div>
  )
}

interface PartProps<T> {
  title: string
  loaded: Loaded<T>
  children: (data: T) => ReactNode
}

/** Some figures; what is on the screen stays until there is something newer. */
function Part<T>({ title, loaded, children }: PartProps<T>) {
  const styles = useStyles()
  const { figures, waiting } = useFigureStyles()
  const titleId = useId()
  const { data, failed, stale, reload } = loaded
  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.partTitle}>
        {title}
      </h2>
      {data === null && failed === null && <FiguresSkeleton />}
      {data === null && failed !== null && <ErrorState code={failed} onRetry={reload} />}
      {data !== null && failed !== null && <StaleNote loaded={loaded} />}
      {data !== null && (
        <div className={mergeClasses(figures, stale && waiting)} aria-busy={stale}>
          <CardHeading value="h3">{children(data)}</CardHeading>
        </div>
      )}
    </section>
  )
}
