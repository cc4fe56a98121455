import { mergeClasses } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AreaProps } from '../areas/area-props.ts'
import { useAccount } from '../inbox/use-account.ts'
import { CallList } from './CallList.tsx'
import { ReportFigures } from './ReportFigures.tsx'
import { ReportHead } from './ReportHead.tsx'
import { useStyles as useFigureStyles } from '../figures/figures.styles.ts'
import { useStyles } from './Reports.styles.ts'
import { UnknownService } from './UnknownService.tsx'
import { useCalls } from './use-calls.ts'
import { useReport, type ReportSource } from './use-report.ts'
import { useReportPlace } from './use-report-place.ts'

/** What the call deflector achieves: from the figures of a period down to the single call. */
export function ReportsApp({ session: { api } }: AreaProps) {
  const styles = useStyles()
  const { canvas } = useFigureStyles()
  const { t } = useTranslation('reports')
  const { environmentId } = useAccount()
  const source = useMemo((): ReportSource => ({ api, environmentId }), [api, environmentId])
  const navigation = useReportPlace()
  const { place, change } = navigation
  const report = useReport(source, place)
  const calls = useCalls(source, place)
  const { figures, services } = report
  const isElsewhere = figures.failed === 'not_found' && place.serviceId !== null
  const isForbidden = figures.failed === 'forbidden'
  const neverCalled = calls.page?.items.length === 0 && place.result === null
  const nothingCame =
    figures.data === null && figures.failed !== null && calls.page === null && calls.failed !== null
  return (
    <main id="main" tabIndex={-1} className={mergeClasses(canvas, styles.page)} aria-label={t('title')}>
      <ReportHead report={report} navigation={navigation} />
      <div className={styles.body}>
        {isElsewhere ? (
          <UnknownService onShowAll={() => change({ serviceId: null })} />
        ) : (
          <ReportFigures
            source={source}
            report={report}
            calls={calls}
            navigation={navigation}
            onRetry={() => {
              figures.reload()
              if (nothingCame) calls.reload()
            }}
          />
        )}
        {/* Below words that say it all, a list would only say it twice. */}
        {!isElsewhere && !isForbidden && !neverCalled && !nothingCame && (
          <CallList
            calls={calls}
            // What stands above has its height only then.
            isSought={place.at === 'calls' && figures.data !== null}
            result={place.result}
            timeZone={report.timeZone}
            showService={services !== null && services.length > 1 && place.serviceId === null}
            onFilter={(result) => change({ result })}
          />
        )}
      </div>
    </main>
  )
}
