import type { MeView } from '../../../../server/contract/member.ts'
import type { Api } from '../../api/http.ts'
import type { Host } from '../../host/host.ts'
import { parseChoice } from '../../host/tab-choice.ts'
import { readLastEnvironment } from '../areas/last-environment.ts'
import { askForEnvironment } from '../areas/use-places.ts'

/**
 * Who somebody is, with the environments that the page is about to show: the one of its address and the one of the last visit may
 * be among the many of which `GET /me` does not tell. Throws an `ApiError` when the server cannot be asked.
 */
export async function withWantedPlaces(api: Api, host: Host, me: MeView): Promise<MeView> {
  if (me.more !== true) return me
  const known = new Set(me.environments.map(({ id }) => id))
  const named = parseChoice(host.address().split('?')[1] ?? '')?.environmentId ?? null
  const wanted = new Set([named, readLastEnvironment()].filter((id) => id !== null && !known.has(id)))
  const found = await Promise.all([...wanted].map((id) => askForEnvironment(api, id ?? '')))
  return { ...me, environments: [...me.environments, ...found.filter((one) => one !== null)] }
}
