import { useCallback, useEffect, useRef, useState } from 'react'
import type { Attachment, MediaKind } from '../../../../../server/contract/message.ts'
import type { ConversationActions } from '../types.ts'
import { checkFile, MAX_FILES, type FileVerdict } from './attachment-checks.ts'
import type { ChannelCapabilitiesView } from '../../../../../server/contract/conversation.ts'
import type { ReadyFile } from './outgoing.ts'

/** A file on its way to the server, to be sent afterwards. */
export interface Upload {
  key: string
  file: File
  kind: MediaKind
  takesCaption: boolean
  caption: string
  voice: boolean
  /** For pictures: what they look like, before the server has them. */
  previewUrl: string | null
  state: 'uploading' | 'ready' | 'failed'
  /** 0 to 1. */
  progress: number
  attachment: Attachment | null
}

export type Rejection =
  | { name: string; why: 'too_many' }
  | { name: string; why: 'refused'; size: number; verdict: Extract<FileVerdict, { ok: false }> }

type Media = ChannelCapabilitiesView['media']

/** The files attached to an answer: checked before they leave the computer, uploaded at once, cancelled when removed. */
export function useUploads(actions: Pick<ConversationActions, 'upload'>, media: Media) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [rejections, setRejections] = useState<readonly Rejection[]>([])
  const running = useRef(new Map<string, AbortController>())

  const change = useCallback((key: string, changes: Partial<Upload>) => {
    setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...changes } : one)))
  }, [])

  const start = useCallback(
    (key: string, file: File) => {
      const controller = new AbortController()
      running.current.set(key, controller)
      change(key, { state: 'uploading', progress: 0 })
      actions
        .upload(file, (progress) => change(key, { progress }), controller.signal)
        .then(
          (attachment) => change(key, { state: 'ready', progress: 1, attachment }),
          () => {
            if (!controller.signal.aborted) change(key, { state: 'failed' })
          },
        )
    },
    [actions, change],
  )

  const add = useCallback(
    (files: readonly File[], voice = false) => {
      const refused: Rejection[] = []
      const accepted: Upload[] = []
      for (const file of files) {
        const verdict: FileVerdict = voice
          ? { ok: true, kind: 'voice', caption: false }
          : checkFile(file, media)
        if (!verdict.ok) refused.push({ name: file.name, why: 'refused', size: file.size, verdict })
        else if (uploads.length + accepted.length >= MAX_FILES)
          refused.push({ name: file.name, why: 'too_many' })
        else accepted.push(newUpload(file, verdict.kind, verdict.caption, voice))
      }
      setRejections(refused)
      if (accepted.length === 0) return
      setUploads((now) => [...now, ...accepted])
      for (const { key, file } of accepted) start(key, file)
    },
    [media, start, uploads.length],
  )

  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort()
    running.current.delete(key)
    setUploads((now) => {
      forgetPreview(now.find((one) => one.key === key))
      return now.filter((one) => one.key !== key)
    })
  }, [])

  const clear = useCallback(() => {
    running.current.clear()
    setUploads((now) => {
      for (const one of now) forgetPreview(one)
      return []
    })
    setRejections([])
  }, [])

  useEffect(() => {
    const map = running.current
    return () => {
      for (const controller of map.values()) controller.abort()
    }
  }, [])

  return {
    uploads,
    rejections,
    add,
    remove,
    retry: start,
    clear,
    setCaption: (key: string, caption: string) => change(key, { caption }),
    dismissRejections: () => setRejections([]),
  }
}

export type UploadState = ReturnType<typeof useUploads>

function newUpload(file: File, kind: MediaKind, takesCaption: boolean, voice: boolean): Upload {
  return {
    key: crypto.randomUUID(),
    file,
    kind,
    takesCaption,
    caption: '',
    voice,
    previewUrl: kind === 'image' ? URL.createObjectURL(file) : null,
    state: 'uploading',
    progress: 0,
    attachment: null,
  }
}

function forgetPreview(upload: Upload | undefined): void {
  if (upload?.previewUrl) URL.revokeObjectURL(upload.previewUrl)
}

/** The files that can be sent; `null` while one of them is still on its way or has failed. */
export function readyFiles(uploads: readonly Upload[]): ReadyFile[] | null {
  const ready: ReadyFile[] = []
  for (const { attachment, takesCaption, caption, voice } of uploads) {
    if (attachment === null) return null
    ready.push({ attachment, takesCaption, caption, ...(voice ? { voice } : {}) })
  }
  return ready
}
