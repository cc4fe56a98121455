import type { ChannelCapabilitiesView } from '../../../../../server/contract/conversation.ts'
import type { Attachment, MessageView } from '../../../../../server/contract/message.ts'
import type { Draft, Person, PendingMessage } from '../types.ts'

export interface ReadyFile {
  attachment: Attachment
  /** Whether the channel shows text under this kind of file. */
  takesCaption: boolean
  caption: string
  voice?: boolean
}

export interface Outgoing {
  draft: Draft
  preview: PendingMessage['preview']
}

interface Parts {
  text: string
  files: readonly ReadyFile[]
  replyTo?: string | undefined
}

/**
 * What leaves when send is pressed: one message per file, because platforms carry one file per message and each
 * has ticks of its own. The text is the caption of the first file that takes one, otherwise a message before the
 * files. Only the first message quotes.
 */
export function outgoingMessages(
  { text, files, replyTo }: Parts,
  limits: Pick<ChannelCapabilitiesView, 'captionLimit'>,
  newId: () => string,
): Outgoing[] {
  const body = text.trim()
  const captioned = body === '' || body.length > limits.captionLimit ? undefined : files.find(takesText)
  const messages: Outgoing[] = []
  if (body !== '' && captioned === undefined) {
    messages.push({ draft: { clientId: newId(), text: body }, preview: { text: body } })
  }
  for (const file of files)
    messages.push(fileMessage(file, file === captioned ? body : file.caption.trim(), newId))
  const first = messages[0]
  if (first !== undefined && replyTo !== undefined) first.draft = { ...first.draft, replyTo }
  return messages
}

function takesText(file: ReadyFile): boolean {
  return file.takesCaption && file.caption.trim() === ''
}

function fileMessage(file: ReadyFile, caption: string, newId: () => string): Outgoing {
  const text = caption === '' || !file.takesCaption ? undefined : caption
  const reference = { id: file.attachment.id, ...(file.voice === true ? { voice: true } : {}) }
  return {
    draft: { clientId: newId(), attachments: [reference], ...(text === undefined ? {} : { text }) },
    preview: { attachments: [file.attachment], ...(text === undefined ? {} : { text }) },
  }
}

/** What colleagues sent to the customer since `sinceSeq`: the answer being written does not know of it. */
export function colleaguesAnswers(
  messages: readonly MessageView[],
  sinceSeq: number,
  me: Pick<Person, 'id'>,
): MessageView[] {
  return messages.filter(
    (message) =>
      message.direction === 'outbound' &&
      message.seq > sinceSeq &&
      (message.author.kind === 'member' || message.author.kind === 'phone') &&
      message.author.id !== me.id,
  )
}

/** How many characters are left, once that is worth showing. */
export function charactersLeft(text: string, limit: number): number | null {
  const left = limit - text.length
  return left <= Math.min(200, Math.max(20, Math.floor(limit / 20))) ? left : null
}
