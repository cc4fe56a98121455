import { useCallback, useState } from 'react'
import type { TwoFactorView } from '../../../../server/contract/identity.ts'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'

export interface KnownTwoFactor {
  /** `null` until the server has said it. */
  view: TwoFactorView | null
  failure: FailureCode | null
  /** Never rejects. */
  load: () => Promise<void>
}

/** Whether one has a second factor; asked for with `load`, what was known before stays meanwhile. */
export function useTwoFactor(api: Api): KnownTwoFactor {
  const [view, setView] = useState<TwoFactorView | null>(null)
  const [failure, setFailure] = useState<FailureCode | null>(null)
  const load = useCallback(async () => {
    setFailure(null)
    try {
      setView(await api.call('GET /me/two-factor', {}))
    } catch (error) {
      setFailure(failureCode(error))
    }
  }, [api])
  return { view, failure, load }
}
