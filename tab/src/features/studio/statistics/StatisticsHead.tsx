import { Link } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../areas/use-address.ts'
import { followLink } from '../../areas/follow-link.ts'
import { zoneName } from '../../figures/figure-format.ts'
import type { Period } from '../../figures/period.ts'
import { PeriodPicker } from '../../figures/PeriodPicker.tsx'
import { reportAddress } from '../../figures/report-address.ts'
import { useFigureFormat } from '../../figures/use-figure-format.ts'
import type { PeriodDays } from '../../figures/use-period-days.ts'
import { useAccount } from '../../inbox/use-account.ts'
import { useStyles } from './statistics.styles.ts'

export interface StatisticsHeadProps {
  serviceId: string
  /** There are calls to report on. */
  takesCalls: boolean
  period: Period
  days: PeriodDays
  onChoose: (period: Period) => void
}

/** Which days, by whose clock, and the ways to more. */
export function StatisticsHead({
  serviceId,
  takesCalls,
  period,
  days: { span, today, timeZone },
  onChoose,
}: StatisticsHeadProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const { areas } = useAccount()
  const isElsewhere = timeZone !== undefined && timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  const facts = [format.days(span), ...(isElsewhere ? [t('zone', { zone: zoneName(timeZone) })] : [])]
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <p className={styles.days}>{facts.join(' · ')}</p>
        {takesCalls && areas.includes('reports') && (
          <p className={styles.links}>
            <ReportLink {...{ serviceId, period }} at={null} />
            <ReportLink {...{ serviceId, period }} at="calls" />
          </p>
        )}
      </div>
      <PeriodPicker period={period} span={span} today={today} onChoose={onChoose} />
    </div>
  )
}

interface ReportLinkProps {
  serviceId: string
  period: Period
  at: 'calls' | null
}

function ReportLink({ serviceId, period, at }: ReportLinkProps) {
  const { t } = useTranslation('reports')
  const { visit } = useAddress()
  const address = reportAddress({ period, serviceId, result: null, at })
  return (
    <Link href={address} onClick={(event) => followLink(event, () => visit(address))}>
      {t(at === 'calls' ? 'statistics.calls' : 'statistics.report')}
    </Link>
  )
}
