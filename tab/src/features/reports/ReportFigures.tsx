import { mergeClasses } from '@fluentui/react-components'
import { ErrorState } from '../../components/ErrorState.tsx'
import { CallCharts } from '../figures/CallCharts.tsx'
import { FiguresSkeleton } from '../figures/FiguresSkeleton.tsx'
import { useStyles } from '../figures/figures.styles.ts'
import { StaleNote } from '../figures/StaleNote.tsx'
import { ReportEmpty } from './ReportEmpty.tsx'
import { Services } from './Services.tsx'
import type { Calls } from './use-calls.ts'
import type { Report, ReportSource } from './use-report.ts'
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
  if (data === null && failed === null) return <FiguresSkeleton />
  if (data === null) {
    return (
      <div className={styles.blank}>
        <ErrorState code={failed ?? 'internal_error'} onRetry={onRetry} />
      </div>
    )
  }
  return (
    <>
      {failed !== null && <StaleNote loaded={figures} />}
      <div className={mergeClasses(styles.figures, stale && styles.waiting)} aria-busy={stale}>
        {data.total.calls === 0 ? (
          <div className={styles.blank}>
            <ReportEmpty {...props} />
          </div>
        ) : (
          <CallCharts view={data}>
            {data.services.length > 1 && (
              <Services
                services={data.services}
                onChoose={(serviceId) => props.navigation.change({ serviceId })}
              />
            )}
          </CallCharts>
        )}
      </div>
    </>
  )
}
