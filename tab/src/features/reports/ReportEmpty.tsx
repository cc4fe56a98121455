import { Button } from '@fluentui/react-components'
import { CallInboundRegular, WrenchRegular } from '@fluentui/react-icons'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatAddress } from '../areas/area-address.ts'
import { useAddress } from '../areas/use-address.ts'
import { useAccount } from '../inbox/use-account.ts'
import { useDemo } from '../session/use-demo.ts'
import { countDays, shiftDay } from '../figures/period.ts'
import type { Calls } from './use-calls.ts'
import { useLoaded } from '../figures/use-loaded.ts'
import type { Report, ReportSource } from './use-report.ts'
import { useFigureFormat } from '../figures/use-figure-format.ts'
import type { ReportNavigation } from './use-report-place.ts'

export interface ReportEmptyProps {
  source: ReportSource
  report: Report
  calls: Calls
  navigation: ReportNavigation
}

/** Why there is nothing to report: another period has calls, or nobody has rung yet, or nobody could. */
export function ReportEmpty(props: ReportEmptyProps) {
  const { calls, navigation, report } = props
  const { services } = report
  if (calls.page === null && calls.failed === null) return null
  // A list of one result says nothing about calls that ended in another way.
  const mayHaveCalls = calls.page === null || calls.page.items.length > 0 || navigation.place.result !== null
  if (mayHaveCalls) return <OtherPeriod {...props} />
  const unready = services?.every(({ ready }) => ready === false) === true ? services[0] : undefined
  return unready === undefined ? <FirstCall {...props} /> : <NotReady service={unready} />
}

function OtherPeriod({ report, calls, navigation }: ReportEmptyProps) {
  const { t } = useTranslation('reports')
  const format = useFigureFormat(report.timeZone)
  const now = useNow()
  const latest = calls.page?.items[0]
  const isShort = countDays(report.span) < 30
  const year = { kind: 'days', from: shiftDay(report.today, -364), to: report.today } as const
  return (
    <EmptyState
      icon={<CallInboundRegular />}
      title={t('empty.title')}
      {...(latest === undefined
        ? {}
        : { hint: t('empty.hint', { moment: format.callTime(new Date(latest.startedAt), now) }) })}
      actions={
        <Button
          onClick={() => navigation.change({ period: isShort ? { kind: 'preset', preset: '30d' } : year })}
        >
          {t(isShort ? 'empty.longer' : 'empty.year')}
        </Button>
      }
    />
  )
}

function NotReady({ service: { name } }: { service: ServiceView }) {
  const { t } = useTranslation('reports')
  const { areas } = useAccount()
  const { visit } = useAddress()
  const studio = areas.includes('studio')
  return (
    <EmptyState
      icon={<WrenchRegular />}
      title={t('empty.notReadyTitle')}
      hint={t(studio ? 'empty.notReadyHint' : 'empty.notReadyHintOther', { name })}
      actions={
        studio && (
          <Button appearance="primary" onClick={() => visit(formatAddress('studio'))}>
            {t('empty.studio')}
          </Button>
        )
      }
    />
  )
}

function FirstCall({ source, report }: ReportEmptyProps) {
  const { t } = useTranslation('reports')
  const demo = useDemo()
  const number = useHotline(source, report.services ?? [])
  return (
    <EmptyState
      icon={<CallInboundRegular />}
      title={t('empty.firstTitle')}
      hint={
        <>
          {number === null ? t('empty.firstHintPlain') : t('empty.firstHint', { number })}
          {demo?.simulatorUrl !== undefined && ` ${t('empty.demoHint')}`}
        </>
      }
      actions={
        demo?.simulatorUrl !== undefined && (
          <Button
            as="a"
            appearance="primary"
            href={demo.simulatorUrl}
            {...{ target: '_blank', rel: 'noopener' }}
          >
            {t('empty.demoAction')}
          </Button>
        )
      }
    />
  )
}

/** The number to ring: the one that the public knows, or the line's own. */
function useHotline({ api, environmentId }: ReportSource, services: readonly ServiceView[]): string | null {
  const serviceId = services.find(({ ready }) => ready === true)?.id
  const load = useCallback(
    async (signal: AbortSignal) => {
      if (serviceId === undefined) return null
      const { published, line } = await api.call('GET /environments/:id/services/:serviceId/settings', {
        params: { id: environmentId, serviceId },
        signal,
      })
      return published.telephony.publicNumber ?? line?.number ?? null
    },
    [api, environmentId, serviceId],
  )
  return useLoaded(serviceId ?? null, load).data
}
