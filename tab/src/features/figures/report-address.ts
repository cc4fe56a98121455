import { callResult, type CallResult } from '../../../../server/contract/call.ts'
import { id } from '../../../../server/contract/common.ts'
import { formatAddress } from '../areas/area-address.ts'
import { readPeriod, writePeriod, type Period } from './period.ts'

/** What the reader of a report has chosen to see: all of it is in the address, so that it can be kept and passed on. */
export interface ReportPlace {
  period: Period
  serviceId: string | null
  /** Only of the list of calls. */
  result: CallResult | null
  /** Where to look first. */
  at: 'calls' | null
}

/** What an address says is to be seen; what makes no sense is left out. */
export function readReportPlace(query: URLSearchParams): ReportPlace {
  return {
    period: readPeriod(query),
    serviceId: id.safeParse(query.get('service')).data ?? null,
    result: callResult.safeParse(query.get('result')).data ?? null,
    at: query.get('at') === 'calls' ? 'calls' : null,
  }
}

/** Where a report is. */
export function reportAddress({ period, serviceId, result, at }: ReportPlace): string {
  const query = new URLSearchParams()
  writePeriod(query, period)
  if (serviceId !== null) query.set('service', serviceId)
  if (result !== null) query.set('result', result)
  if (at !== null) query.set('at', at)
  return formatAddress('reports', { query })
}
