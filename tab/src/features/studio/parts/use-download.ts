import { useCallback } from 'react'
import { failureCode, type FailureCode } from '../../../api/api-error.ts'
import { saveFile } from '../../conversation/messages/save-file.ts'
import { useStudio } from '../use-studio.ts'

/** Long enough for every browser to have begun reading the file. */
const KEEP_MS = 60_000

export interface DownloadRequest {
  query?: Readonly<Record<string, string | undefined>>
  fileName: string
}

/**
 * Fetches a file of the environment, whose address is `path` below it, and hands it to the browser's downloads. Resolves
 * with why that failed, or `null`.
 */
export function useDownload(): (path: string, request: DownloadRequest) => Promise<FailureCode | null> {
  const { api, environmentId } = useStudio()
  return useCallback(
    async (path, { query = {}, fileName }) => {
      const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
      const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
      try {
        const file = await api.download(`/api/v1/environments/${environmentId}/${path}${search}`)
        const url = URL.createObjectURL(file)
        saveFile(url, fileName)
        setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
        return null
      } catch (error) {
        return failureCode(error)
      }
    },
    [api, environmentId],
  )
}
