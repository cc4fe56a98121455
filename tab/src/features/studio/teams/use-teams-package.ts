import { useCallback } from 'react'
import type { TeamsPackageView } from '../../../../../server/contract/package-routes.ts'
import type { FailureCode } from '../../../api/api-error.ts'
import { useLoaded, type LoadState } from '../frame/use-loaded.ts'
import { useDownload } from '../parts/use-download.ts'
import { useStudio } from '../use-studio.ts'

export interface TeamsPackage {
  state: LoadState<TeamsPackageView>
  reload: () => void
  /** Hands the package to the browser's downloads. Resolves with why that failed, or `null`. */
  download: (version: string) => Promise<FailureCode | null>
}

/** The app package as the server would build it. */
export function useTeamsPackage(): TeamsPackage {
  const { api, environmentId } = useStudio()
  const save = useDownload()
  const { state, reload } = useLoaded(
    useCallback(
      (signal) =>
        api.call('GET /environments/:id/teams-package/status', { params: { id: environmentId }, signal }),
      [api, environmentId],
    ),
  )
  return {
    state,
    reload,
    download: useCallback(
      (version) => save('teams-package', { query: { version }, fileName: `callover-teams-${version}.zip` }),
      [save],
    ),
  }
}
