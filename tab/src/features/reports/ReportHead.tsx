import { useTranslation } from 'react-i18next'
import { DownloadButton } from './DownloadButton.tsx'
import { PeriodPicker } from '../figures/PeriodPicker.tsx'
import { zoneName } from '../figures/figure-format.ts'
import { useStyles } from './ReportHead.styles.ts'
import { ServicePicker } from './ServicePicker.tsx'
import type { Report } from './use-report.ts'
import { useFigureFormat } from '../figures/use-figure-format.ts'
import type { ReportNavigation } from './use-report-place.ts'

export interface ReportHeadProps {
  report: Report
  navigation: ReportNavigation
}

/** What is being looked at, and everything that changes it. */
export function ReportHead({ report, navigation }: ReportHeadProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const { figures, services, span, today, timeZone } = report
  const { place, change } = navigation
  const service = services?.find(({ id }) => id === place.serviceId)
  const isElsewhere = timeZone !== undefined && timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  const facts = [format.days(span), isElsewhere ? t('zone', { zone: zoneName(timeZone) }) : null].filter(
    (fact) => fact !== null,
  )
  return (
    <header className={styles.root}>
      <div className={styles.inner}>
        <div className={styles.words}>
          <h1 className={styles.title}>{t('title')}</h1>
          <p className={styles.days}>{facts.join(' · ')}</p>
        </div>
        <div className={styles.tools}>
          {services !== null && services.length > 1 && (
            <ServicePicker
              services={services}
              serviceId={place.serviceId}
              onChoose={(serviceId) => change({ serviceId })}
            />
          )}
          <PeriodPicker
            period={place.period}
            span={span}
            today={today}
            onChoose={(period) => change({ period })}
          />
          <DownloadButton view={figures.stale ? null : figures.data} serviceName={service?.name ?? null} />
        </div>
      </div>
    </header>
  )
}
