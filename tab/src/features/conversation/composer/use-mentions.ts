import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import { usePaneTools } from '../pane-tools.ts'
import type { Person } from '../types.ts'
import { useColleagues } from './colleagues.ts'
import { beginMention, completeMention, fittingPeople, mentionQuery } from './mention-query.ts'

interface MentionInputs {
  editor: RefObject<HTMLTextAreaElement | null>
  /** Only notes name colleagues. */
  enabled: boolean
  text: string
  onText: (text: string) => void
}

/** The caret, and the "@" of the mention that is being typed there, if any. */
interface Typing {
  caret: number
  at: number | null
}

const NOT_TYPING: Typing = { caret: 0, at: null }

/** Names colleagues in a note: a list that opens with "@" and follows what is typed. */
export function useMentions({ editor, enabled, text, onText }: MentionInputs) {
  const { i18n } = useTranslation()
  const { me } = usePaneTools()
  const { people, load } = useColleagues()
  const listId = useId()
  const [typing, setTyping] = useState(NOT_TYPING)
  const [pointed, setPointed] = useState({ typed: '', index: 0 })
  const dismissed = useRef<number | null>(null)
  const nextCaret = useRef<number | null>(null)

  useEffect(() => {
    if (enabled) load()
  }, [enabled, load])
  // Before anything else is typed, which would go to the end of the text.
  useLayoutEffect(() => {
    if (nextCaret.current === null) return
    editor.current?.setSelectionRange(nextCaret.current, nextCaret.current)
    nextCaret.current = null
  }, [editor, text])

  const found = enabled && typing.at !== null ? mentionQuery(text, typing.caret) : null
  const query = found?.at === typing.at ? found : null
  const typed = query?.typed ?? null
  const options = useMemo(() => {
    if (typed === null || people === null) return []
    return fittingPeople(
      people.filter(({ id }) => id !== me.id),
      typed,
      i18n.language,
    )
  }, [people, me.id, typed, i18n.language])
  const open = query !== null && options.length > 0
  const active = pointed.typed === typed ? Math.min(pointed.index, options.length - 1) : 0

  const write = (next: { text: string; caret: number }, at: number | null) => {
    nextCaret.current = next.caret
    setTyping({ caret: next.caret, at })
    onText(next.text)
  }
  const choose = (person: Person) => {
    if (query !== null) write(completeMention(text, query, person.name), null)
  }
  const point = (index: number) => setPointed({ typed: typed ?? '', index })
  const close = () => setTyping((before) => ({ ...before, at: null }))

  /** Whether the key was the list's own. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = options[active]
    if (!open || person === undefined) return false
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'ArrowDown') point((active + 1) % options.length)
    else if (event.key === 'ArrowUp') point((active + options.length - 1) % options.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(person)
    else if (event.key === 'Escape') {
      dismissed.current = typing.at
      close()
    } else return false
    event.preventDefault()
    return true
  }

  return {
    enabled,
    open,
    /** Where the list's "@" stands. */
    at: query?.at ?? 0,
    listId,
    options,
    active,
    point,
    choose,
    close,
    onKeyDown,
    /** The text was changed by hand. */
    onInput: (next: string, caret: number) => {
      const now = mentionQuery(next, caret)
      // A sign that has just been typed asks for the list anew.
      if (now?.at !== dismissed.current || now?.typed === '') dismissed.current = null
      setTyping({ caret, at: now === null || dismissed.current !== null ? null : now.at })
    },
    /** The caret was moved; only typing opens the list, leaving the word closes it. */
    onCaret: (from: number, to: number) => {
      if (typing.at === null) return
      const now = from === to ? mentionQuery(text, from) : null
      setTyping({ caret: from, at: now?.at === typing.at ? now.at : null })
    },
    /** For those who do not know the "@", or have no key for it. */
    begin: () => {
      const field = editor.current
      const caret = { from: field?.selectionStart ?? text.length, to: field?.selectionEnd ?? text.length }
      const next = beginMention(text, caret)
      write(next, next.caret - 1)
    },
  }
}

export type Mentions = ReturnType<typeof useMentions>

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}
