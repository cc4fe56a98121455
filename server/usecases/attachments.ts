import type { Readable } from 'node:stream'
import type { MediaCapability } from '../channels/channel.ts'
import type { Attachment, MediaKind } from '../contract/message.ts'
import { cleanFileName } from '../domain/clean-text.ts'
import {
  InvalidInputError,
  NotFoundError,
  PayloadTooLargeError,
  UnsupportedByChannelError,
} from '../lib/errors.ts'
import { sniffContentType } from '../lib/sniff.ts'
import type { FileRecord } from '../store/entities.ts'
import { actIn, actOn } from './access.ts'
import { fileNameFor } from './integrations/hide-numbers.ts'
import type { Deps, Principal } from './ports.ts'
import { viewAttachment } from './views.ts'

/** Whether the principal may upload into this conversation, and how many bytes at most; asked before any is read. */
export async function authorizeUpload(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<{ maxSize: number }> {
  const { conversation } = await actOn(deps, principal, conversationId, 'conversation:reply')
  const open = await deps.channels.get(conversation.channelId)
  const media = open?.channel.capabilities.media ?? []
  if (media.length === 0) throw new UnsupportedByChannelError('files cannot be sent on this channel')
  return { maxSize: Math.max(...media.map((one) => one.maxSize)) }
}

/**
 * Keeps a file for sending. Its type is read from its bytes, not from what the client says; what the channel cannot
 * carry is refused here, before anybody has written a text around it.
 */
export async function uploadAttachment(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  upload: { fileName: string; content: Buffer; declaredType: string },
): Promise<Attachment> {
  const { conversation } = await actOn(deps, principal, conversationId, 'conversation:reply')
  const open = await deps.channels.get(conversation.channelId)
  if (open === null) throw new NotFoundError('the channel of this conversation is gone')
  if (upload.content.length === 0)
    throw new InvalidInputError([{ path: 'file', message: 'must not be empty' }])
  const contentType = await sniffContentType(upload.content, upload.declaredType, upload.fileName)
  const capability = kindFor(open.channel.capabilities.media, contentType)
  if (upload.content.length > capability.maxSize) {
    throw new PayloadTooLargeError(
      `${capability.kind} files must not be larger than ${capability.maxSize} bytes`,
    )
  }
  const file = await deps.store.files.addUploaded(
    {
      environmentId: conversation.environmentId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      kind: capability.kind,
      fileName: cleanFileName(upload.fileName, capability.kind),
      contentType,
      createdAt: deps.clock.now(),
    },
    upload.content,
  )
  return viewAttachment({
    id: file.id,
    kind: file.kind,
    fileName: file.fileName,
    contentType: file.contentType,
    size: upload.content.length,
    state: 'ready',
  })
}

/** Stickers and voice notes are sent on purpose only, so a plain upload prefers the ordinary kinds. */
const PREFERRED: readonly MediaKind[] = ['image', 'video', 'audio', 'document', 'sticker', 'voice']

function kindFor(media: readonly MediaCapability[], contentType: string): MediaCapability {
  for (const kind of PREFERRED) {
    const capability = media.find((one) => one.kind === kind && one.contentTypes.includes(contentType))
    if (capability !== undefined) return capability
  }
  throw new UnsupportedByChannelError(`${contentType} cannot be sent on this channel`)
}

/** A file for a member of its environment. Throws `NotFoundError` for everybody else and while it is not there. */
export async function openFile(
  deps: Deps,
  principal: Principal,
  fileId: string,
): Promise<{ record: FileRecord; read(range?: { start: number; end: number }): Readable }> {
  const record = await deps.store.files.find(fileId)
  if (record === null) throw new NotFoundError('no such file')
  // The recording of a call that led to no conversation belongs to nobody's inbox.
  const action = record.conversationId === null ? 'call:see' : 'conversation:see'
  await actIn(deps, principal, record.environmentId, action)
  if (record.state !== 'ready') throw new NotFoundError('the file is not there yet')
  const fileName = await fileNameFor(deps, principal, record)
  return { record: { ...record, fileName }, read: (range) => deps.store.files.read(fileId, range) }
}
