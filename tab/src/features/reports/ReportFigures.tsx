import {
  Button,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { ErrorState } from '../../components/ErrorState.tsx'
import { HangUps, Missed, Results } from './Breakdowns.tsx'
import { DayChart } from './DayChart.tsx'
import { Funnel } from './Funnel.tsx'
import { ReportEmpty } from './ReportEmpty.tsx'
import { useStyles } from './Reports.styles.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { Services } from './Services.tsx'
import { Tiles } from './Tiles.tsx'
import type { Calls } from './use-calls.ts'
import type { Loaded } from './use-loaded.ts'
import type { Report, ReportSource } from './use-report.ts'
import { useReportFormat } from './use-report-format.ts'
import type { ReportNavigation } from './use-report-place.ts'

export interface ReportFiguresProps {
  source: ReportSource
  report: Report
  calls: Calls
  navigation: ReportNavigation
  onRetry: () => void
}

/** The figures of the period, or why there are none. What is on the screen stays until there is something newer. */
export function ReportFigures(props: ReportFiguresProps) {
  const styles = useStyles()
  const { onRetry, report } = props
  const { figures } = report
  const { data, failed, stale } = figures
  if (data === null && failed === null) return <ReportSkeleton />
  if (data === null) {
    return (
      <div className={styles.blank}>
        <ErrorState code={failed ?? 'internal_error'} onRetry={onRetry} />
      </div>
    )
  }
  return (
    <>
      {failed !== null && <StaleNote figures={figures} />}
      <div className={mergeClasses(styles.figures, stale && styles.waiting)} aria-busy={stale}>
        {data.total.calls === 0 ? (
          <div className={styles.blank}>
            <ReportEmpty {...props} />
          </div>
        ) : (
          <Charts view={data} onService={(serviceId) => props.navigation.change({ serviceId })} />
        )}
      </div>
    </>
  )
}

function Charts({ view, onService }: { view: CallFiguresView; onService: (serviceId: string) => void }) {
  const styles = useStyles()
  const { total, days, services } = view
  return (
    <>
      <Funnel figures={total} />
      <Tiles figures={total} />
      {days.length > 1 && <DayChart days={days} />}
      <div className={styles.pair}>
        <Results figures={total} />
        <HangUps figures={total} />
      </div>
      <Missed figures={total} />
      {services.length > 1 && <Services services={services} onChoose={onService} />}
    </>
  )
}

function StaleNote({ figures }: { figures: Loaded<CallFiguresView> }) {
  const { t } = useTranslation(['reports', 'common'])
  const format = useReportFormat()
  const time = figures.loadedAt === null ? '' : format.time(figures.loadedAt)
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('reports:stale', { time })}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={figures.reload}>{t('common:action.retry')}</Button>
      </MessageBarActions>
    </MessageBar>
  )
}
