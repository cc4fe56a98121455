import {
  FluentProvider,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components'
import { StrictMode, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { MessageView } from '../../../../server/contract/message.ts'
import { ConversationPane } from '../../../../tab/src/features/conversation/ConversationPane.tsx'
import type {
  ConversationPaneProps,
  PendingMessage,
} from '../../../../tab/src/features/conversation/types.ts'
import { initI18n } from '../../../../tab/src/i18n/index.ts'
import {
  aConversation,
  aDetail,
  aPending,
  aThread,
  closedWindow,
  fakeActions,
  HOUR,
  luca,
  neverWrote,
  NOW,
  openWindow,
  paneProps,
} from '../fixtures.ts'
import { pictureUrl, soundUrl } from './files.ts'
import { everyday, everyKind, many } from './messages.ts'
import { templates } from './templates.ts'

const draftOf = (text: string) =>
  localStorage.setItem(
    `callover.draft.${aConversation().id}`,
    JSON.stringify({ mode: 'reply', reply: text, note: '', sinceSeq: 0 }),
  )

const MINUTE = 60_000
const withWindow = (window: ReturnType<typeof openWindow>) => ({ conversation: aConversation({ window }) })

/** Every state by name; `?scene=` chooses one. */
const scenes: Record<string, () => Partial<ConversationPaneProps>> = {
  plenty: () => ({ thread: aThread(everyday()), viewers: [luca] }),
  soon: () => ({ ...withWindow(openWindow(3.2 * HOUR)), thread: aThread(everyday()) }),
  closing: () => ({ ...withWindow(openWindow(42 * MINUTE)), thread: aThread(everyday()), typing: [luca] }),
  checking: () => ({ ...withWindow(openWindow(40_000)), thread: aThread(everyday()) }),
  closed: () => ({ ...withWindow(closedWindow), thread: aThread(everyday()) }),
  keptDraft: () => {
    draftOf(
      'Guten Tag Frau Rossi, die Spedition hat sich gemeldet: Ihre Lieferung kommt morgen zwischen 10 und 12 Uhr.',
    )
    return { ...withWindow(closedWindow), thread: aThread(everyday()) }
  },
  never: () => ({
    conversation: aConversation({ window: neverWrote, contact: { id: 'x', name: '+49 151 •••• 678' } }),
    thread: aThread([]),
  }),
  refused: () => ({ ...withWindow({ ...openWindow(5 * HOUR), refused: true }), thread: aThread(everyday()) }),
  resolved: () => ({
    conversation: aConversation({ status: 'resolved', assignee: null }),
    thread: aThread(everyday()),
  }),
  forbidden: () => {
    const conversation = aConversation()
    return {
      conversation,
      detail: aDetail(conversation, {
        can: { reply: false, note: true, assign: false, resolve: false, reopen: false },
      }),
      thread: aThread(everyday()),
    }
  },
  offline: () => ({ thread: aThread(everyday(), { pending: [aPending({ state: 'waiting' })] }) }),
  rejected: () => ({
    thread: aThread(everyday(), {
      pending: [
        aPending({ state: 'sending' }),
        aPending({
          state: 'rejected',
          problem: {
            type: 'about:blank',
            title: 'x',
            status: 409,
            code: 'window_closed',
            requestId: 'a1b2c3',
          },
        }),
      ],
    }),
  }),
  kinds: () => ({ thread: aThread(everyKind()) }),
  many: () => ({
    thread: aThread(many(2000), { hasOlder: true }),
    conversation: aConversation({ unread: 3 }),
  }),
  loading: () => ({ detail: null, thread: aThread([], { loading: 'first' }) }),
  failed: () => ({ thread: aThread([], { failed: 'internal_error' }) }),
  longName: () => ({
    conversation: aConversation({
      contact: {
        id: 'x',
        name: 'Prof. Dr. Karl-Theodor Maria Nikolaus Freiherr von und zu Überlingen-Großhesselohe',
      },
      service: { id: 'y', name: 'Reklamationen und Rückabwicklungen Süd' },
      assignee: { id: 'z', name: 'Maximiliane Sonnenschein-Huber' },
      window: openWindow(50 * MINUTE),
    }),
    thread: aThread(everyday()),
    onBack: () => {},
    viewers: [luca],
  }),
  unassigned: () => ({
    conversation: aConversation({ assignee: null, unread: 2 }),
    thread: aThread(everyday()),
    onBack: () => {},
    typing: [luca],
  }),
}

function Gallery({ scene }: { scene: string }) {
  const base = useMemo(() => (scenes[scene] ?? scenes['plenty'])?.() ?? {}, [scene])
  const [pending, setPending] = useState<readonly PendingMessage[]>(base.thread?.pending ?? [])
  const [messages, setMessages] = useState<readonly MessageView[]>(base.thread?.messages ?? [])
  const [details, setDetails] = useState(false)
  const actions = useMemo(
    () =>
      fakeActions({
        send: (body, preview) =>
          setPending((now) => [
            ...now,
            { clientId: body.clientId, body, preview, state: 'sending', at: NOW.toISOString() },
          ]),
        discard: (clientId) => setPending((now) => now.filter((one) => one.clientId !== clientId)),
        fileUrl: (attachment) =>
          Promise.resolve(
            attachment.kind === 'voice' || attachment.kind === 'audio'
              ? soundUrl()
              : pictureUrl(attachment.kind),
          ),
        templates: () => Promise.resolve(templates),
        loadOlder: () =>
          setMessages((now) =>
            now.length > 2500
              ? now
              : [...many(50).map((one) => ({ ...one, at: '2026-01-01T10:00:00.000Z' })), ...now],
          ),
      }),
    [],
  )
  const props = paneProps({
    onToggleDetails: () => setDetails((was) => !was),
    ...base,
    actions,
    thread: { ...(base.thread ?? aThread()), messages, pending },
    detailsOpen: details,
  })
  return <ConversationPane {...props} />
}

const query = new URLSearchParams(location.search)
const themes = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme }
const theme = themes[(query.get('theme') ?? 'light') as keyof typeof themes]
await initI18n(query.get('lang') ?? 'de')
document.documentElement.lang = query.get('lang') ?? 'de'
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <FluentProvider theme={theme}>
        <Gallery scene={query.get('scene') ?? 'plenty'} />
      </FluentProvider>
    </StrictMode>,
  )
}
