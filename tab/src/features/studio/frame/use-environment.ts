import type { EnvironmentSummary } from '../../../../../server/contract/member.ts'
import type { Action } from '../../../../../server/contract/rights.ts'
import { useAccount } from '../../inbox/use-account.ts'

const NOWHERE: EnvironmentSummary = {
  id: '',
  name: '',
  kind: 'customer',
  account: null,
  roles: [],
  rights: [],
}

/** The environment that is open, as its member sees it. */
export function useEnvironment(): EnvironmentSummary {
  const { environments, environmentId } = useAccount()
  return environments.find(({ id }) => id === environmentId) ?? NOWHERE
}

/** Whether the member may do something here. The server decides; this only spares people its refusals. */
export function useMay(action: Action): boolean {
  return useEnvironment().rights.includes(action)
}
