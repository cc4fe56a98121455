import { sendsMedia, sendsTemplates, type MediaCapability } from '../channels/channel.ts'
import type { TemplateValues } from '../contract/template.ts'
import { fillTemplate } from '../domain/template-text.ts'
import { InvalidInputError, UnsupportedByChannelError } from '../lib/errors.ts'
import type { Conversation, FileRecord, MessageAttachment, StoredTemplate } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import type { Draft } from './queue-message.ts'
import { viewTemplate } from './views.ts'

function refuse(path: string, message: string): never {
  throw new InvalidInputError([{ path, message }])
}

/** A plain text within the channel's limit. */
export function composeText(open: OpenChannel, clientId: string, text: string): Draft {
  const { textLimit } = open.channel.capabilities
  if (text.trim() === '') refuse('text', 'must not be blank')
  if (text.length > textLimit) refuse('text', `must not be longer than ${textLimit} characters`)
  return { clientId, content: { kind: 'text', text }, dispatch: {}, isTemplate: false }
}

/** One message per file; the caption goes with the first that can have one, otherwise it leaves as a text before them. */
export async function composeAttachments(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  asked: {
    clientId: string
    attachments: readonly { id: string; voice?: boolean | undefined }[]
    caption?: string
  },
): Promise<Draft[]> {
  if (!sendsMedia(open.channel)) throw new UnsupportedByChannelError('files cannot be sent on this channel')
  const { caption } = asked
  const drafts: Draft[] = []
  for (const { id, voice } of asked.attachments) {
    const file = await uploadedFile(deps, conversation, id)
    const kind = voice === true && file.kind === 'audio' ? 'voice' : file.kind
    capabilityFor(open, kind, file)
    drafts.push({
      clientId: '',
      content: { kind, attachments: [attachmentOf(file, kind)] },
      dispatch: voice === true ? { voice: true } : {},
      isTemplate: false,
    })
  }
  const captioned = caption === undefined ? drafts : withCaption(open, drafts, caption)
  return captioned.map((draft, index) => ({
    ...draft,
    clientId: clientIdOfPart(asked.clientId, index),
  }))
}

/** What the messages of one answer with several files are called, each unique and the same when it is asked for again. */
export function clientIdOfPart(clientId: string, index: number): string {
  return index === 0 ? clientId : `${clientId}:${index}`
}

function withCaption(open: OpenChannel, drafts: Draft[], caption: string): Draft[] {
  const { captionLimit, media } = open.channel.capabilities
  const takes = (draft: Draft): boolean => media.some((one) => one.kind === draft.content.kind && one.caption)
  const index = drafts.findIndex(takes)
  const holder = drafts[index]
  if (holder === undefined || caption.length > captionLimit)
    return [composeText(open, '', caption), ...drafts]
  return drafts.with(index, { ...holder, content: { ...holder.content, text: caption } })
}

async function uploadedFile(deps: Deps, conversation: Conversation, fileId: string): Promise<FileRecord> {
  const file = await deps.store.files.find(fileId)
  if (
    file === null ||
    file.environmentId !== conversation.environmentId ||
    file.conversationId !== conversation.id
  ) {
    return refuse('attachments', 'no such file in this conversation')
  }
  if (file.state !== 'ready') refuse('attachments', 'the file is not there yet')
  return file
}

/** What the channel says about a kind of file. Throws when it cannot carry this one. */
export function capabilityFor(
  open: OpenChannel,
  kind: FileRecord['kind'],
  file: { contentType: string; size: number | null },
): MediaCapability {
  const capability = open.channel.capabilities.media.find(
    (one) => one.kind === kind && one.contentTypes.includes(file.contentType),
  )
  if (capability === undefined)
    throw new UnsupportedByChannelError(`${file.contentType} cannot be sent as ${kind}`)
  if ((file.size ?? 0) > capability.maxSize)
    refuse('attachments', `must not be larger than ${capability.maxSize} bytes`)
  return capability
}

function attachmentOf(file: FileRecord, kind: FileRecord['kind']): MessageAttachment {
  return {
    id: file.id,
    kind,
    fileName: file.fileName,
    contentType: file.contentType,
    state: file.state,
    ...(file.size === null ? {} : { size: file.size }),
  }
}

/** What the platform would refuse after the agent has left: a picture where the template wants a document, one that is too large. */
function checkHeader(open: OpenChannel, wanted: StoredTemplate['header'], file: FileRecord): void {
  const media = wanted?.kind === 'media' ? wanted.media : null
  if (media === null)
    refuse('template.parameters.headerAttachmentId', 'the header of this template takes no file')
  if (file.kind !== media) refuse('template.parameters.headerAttachmentId', `must be of the kind ${media}`)
  capabilityFor(open, file.kind, file)
}

/** An approved template with all its values. */
export async function composeTemplate(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  asked: { clientId: string; name: string; language: string; parameters?: TemplateValues | undefined },
): Promise<Draft> {
  if (!sendsTemplates(open.channel)) throw new UnsupportedByChannelError('this channel has no templates')
  const { environmentId, id: channelId } = open.record
  const stored = await deps.store.templates.find(environmentId, channelId, asked.name, asked.language)
  if (stored === null) return refuse('template', 'no such template in this language')
  if (!stored.sendable) refuse('template', `is not approved (${stored.status})`)
  const values = asked.parameters ?? {}
  const filled = fillTemplate(viewTemplate(stored), values)
  if (filled.missing.length > 0) {
    throw new InvalidInputError(
      filled.missing.map((path) => ({ path: `template.parameters.${path}`, message: 'must be given' })),
    )
  }
  const header =
    values.headerAttachmentId === undefined
      ? null
      : await uploadedFile(deps, conversation, values.headerAttachmentId)
  if (header !== null) checkHeader(open, stored.header, header)
  return {
    clientId: asked.clientId,
    content: {
      kind: 'template',
      text: filled.text,
      template: filled.sent,
      ...(header === null ? {} : { attachments: [attachmentOf(header, header.kind)] }),
    },
    dispatch: { template: { name: stored.name, language: stored.language, values } },
    isTemplate: true,
  }
}
