import { useCallback, useEffect, useState } from 'react'
import type { TeamsPackageView } from '../../../../../server/contract/package-routes.ts'
import { failureCode, isAborted, type FailureCode } from '../../../api/api-error.ts'
import { saveFile } from '../../conversation/messages/save-file.ts'
import { useStudio } from '../use-studio.ts'

/** Long enough for every browser to have begun reading the file. */
const KEEP_MS = 60_000

export type PackageState =
  { step: 'loading' } | { step: 'failed'; code: FailureCode } | { step: 'ready'; view: TeamsPackageView }

export interface TeamsPackage {
  state: PackageState
  reload: () => void
  /** Hands the package to the browser's downloads. Resolves with why that failed, or `null`. */
  download: (version: string) => Promise<FailureCode | null>
}

/** The app package as the server would build it. */
export function useTeamsPackage(): TeamsPackage {
  const { api, environmentId } = useStudio()
  const [state, setState] = useState<PackageState>({ step: 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const asked = new AbortController()
    api
      .call('GET /environments/:id/teams-package/status', {
        params: { id: environmentId },
        signal: asked.signal,
      })
      .then((view) => setState({ step: 'ready', view }))
      .catch((error: unknown) => {
        if (!isAborted(error)) setState({ step: 'failed', code: failureCode(error) })
      })
    return () => asked.abort()
  }, [api, environmentId, attempt])

  return {
    state,
    reload: useCallback(() => {
      setState({ step: 'loading' })
      setAttempt((count) => count + 1)
    }, []),
    download: useCallback(
      async (version) => {
        const query = new URLSearchParams({ version }).toString()
        try {
          const file = await api.download(`/api/v1/environments/${environmentId}/teams-package?${query}`)
          const url = URL.createObjectURL(file)
          saveFile(url, `callover-teams-${version}.zip`)
          setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
          return null
        } catch (error) {
          return failureCode(error)
        }
      },
      [api, environmentId],
    ),
  }
}
