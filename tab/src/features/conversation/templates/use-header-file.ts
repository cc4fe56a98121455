import { useEffect, useRef, useState } from 'react'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import { checkFile } from '../composer/attachment-checks.ts'
import type { ConversationActions } from '../types.ts'
import type { HeaderFile } from './template-filling.ts'

type Media = ConversationDetail['capabilities']['media']

export interface HeaderFileState {
  status: HeaderFile
  name: string | null
  progress: number
  previewUrl: string | null
  refusal: { why: 'type' } | { why: 'size'; maxSize: number } | null
  rules: Media
  choose: (file: File, kind: 'image' | 'video' | 'document') => void
  remove: () => void
}

interface Chosen {
  name: string | null
  status: HeaderFile
  previewUrl: string | null
  progress: number
}

const NOTHING: Chosen = { name: null, status: { state: 'none' }, previewUrl: null, progress: 0 }

/** The file at the top of a template: checked, uploaded, replaced. */
export function useHeaderFile(actions: Pick<ConversationActions, 'upload'>, media: Media): HeaderFileState {
  const [chosen, setChosen] = useState<Chosen>(NOTHING)
  const [refusal, setRefusal] = useState<HeaderFileState['refusal']>(null)
  const running = useRef<AbortController | null>(null)
  const { previewUrl } = chosen
  useEffect(() => () => running.current?.abort(), [])
  useEffect(
    () => () => {
      if (previewUrl !== null) URL.revokeObjectURL(previewUrl)
    },
    [previewUrl],
  )

  const choose = (file: File, kind: 'image' | 'video' | 'document') => {
    const verdict = checkFile(
      file,
      media.filter((rule) => rule.kind === kind),
    )
    if (!verdict.ok) {
      setRefusal(verdict.why === 'size' ? { why: 'size', maxSize: verdict.maxSize } : { why: 'type' })
      return
    }
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setRefusal(null)
    setChosen({
      name: file.name,
      status: { state: 'uploading' },
      previewUrl: kind === 'image' ? URL.createObjectURL(file) : null,
      progress: 0,
    })
    const settle = (status: HeaderFile) => {
      if (!controller.signal.aborted) setChosen((now) => ({ ...now, status }))
    }
    actions
      .upload(file, (progress) => setChosen((now) => ({ ...now, progress })), controller.signal)
      .then(
        ({ id }) => settle({ state: 'ready', attachmentId: id }),
        () => settle({ state: 'failed' }),
      )
  }
  const remove = () => {
    running.current?.abort()
    setChosen(NOTHING)
    setRefusal(null)
  }
  return { ...chosen, refusal, rules: media, choose, remove }
}
