import type { ReadinessProblem } from '../../contract/service-settings.ts'
import { isReady } from '../../domain/readiness.ts'
import type { Service } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { channelsOf } from '../service-channels.ts'
import { serviceReadiness } from '../service-readiness.ts'
import { settingsOf } from '../service-record.ts'

/**
 * Why a service that is there to take calls cannot invite anybody, with everything else that it lacks; `null` when it can, or
 * when it is not there to take calls: it has no voice line and no template to invite with.
 */
export async function complaintsOf(deps: Deps, service: Service): Promise<ReadinessProblem[] | null> {
  const { published } = await settingsOf(deps, service)
  if (published.invitation.template === null && !(await hasVoiceLine(deps, service))) return null
  const problems = await serviceReadiness(deps, service)
  return isReady(problems) ? null : problems
}

async function hasVoiceLine(deps: Deps, service: Service): Promise<boolean> {
  const { records } = await channelsOf(deps, service)
  return records.some(({ kind }) => kind === 'telephony')
}
