import { useCallback, useEffect, useState } from 'react'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { usePaneTools } from '../pane-tools.ts'

export interface FileUrl {
  url: string | null
  state: 'idle' | 'loading' | 'ready' | 'failed'
  load: () => void
}

/** The address of a file, fetched at once (`eager`) or when `load` is called. */
export function useFileUrl(attachment: Attachment, eager: boolean): FileUrl {
  const { actions } = usePaneTools()
  const [wanted, setWanted] = useState(eager ? 1 : 0)
  const [result, setResult] = useState<{ url: string | null; state: FileUrl['state'] }>({
    url: null,
    state: eager ? 'loading' : 'idle',
  })
  const { id, state: fileState } = attachment

  useEffect(() => {
    if (wanted === 0 || fileState !== 'ready') return undefined
    let left = false
    const settle = (next: { url: string | null; state: FileUrl['state'] }) => {
      if (!left) setResult(next)
    }
    setResult((current) => (current.state === 'ready' ? current : { url: null, state: 'loading' }))
    actions.fileUrl(attachment).then(
      (url) => settle({ url, state: 'ready' }),
      () => settle({ url: null, state: 'failed' }),
    )
    return () => {
      left = true
    }
    // A view of the same file replaced by an equal one is no reason to fetch it again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted, id, fileState])

  const load = useCallback(() => setWanted((count) => count + 1), [])
  return { ...result, load }
}
