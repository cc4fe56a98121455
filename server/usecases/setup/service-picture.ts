import { Readable } from 'node:stream'
import type { ServiceProfile } from '../../contract/setup-routes.ts'
import { InvalidInputError, NotFoundError, PayloadTooLargeError } from '../../lib/errors.ts'
import { imageSizeOf } from '../../lib/image-size.ts'
import { sniffContentType } from '../../lib/sniff.ts'
import type { FileRecord } from '../../store/entities.ts'
import { actIn, actInByAny } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import type { ServiceRef } from '../service-settings.ts'
import { storedService, viewProfile } from './service-profile.ts'

const LARGEST_PICTURE = 512 * 1024
/** Smaller ones are blurred wherever they are shown. */
const SHORTEST_SIDE = 128
/** A small file may unpack into more pixels than a browser has memory for. */
const LONGEST_SIDE = 8192

const ENDINGS = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
])

/** Whether the principal may change the picture, and how many bytes at most; asked before any is read. */
export async function authorizePicture(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<{ maxSize: number }> {
  await actIn(deps, principal, environmentId, 'service:edit')
  await storedService(deps, environmentId, serviceId)
  return { maxSize: LARGEST_PICTURE }
}

/**
 * Changes the picture that customers see (DX-BOT-08): PNG, JPEG or WebP by its bytes, at least 128 pixels each way. Throws
 * `PayloadTooLargeError` and `InvalidInputError`.
 */
export async function changePicture(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  { content, declaredType, fileName }: { content: Buffer; declaredType: string; fileName: string },
): Promise<ServiceProfile> {
  const actor = await actIn(deps, principal, environmentId, 'service:edit')
  const before = await storedService(deps, environmentId, serviceId)
  if (content.length > LARGEST_PICTURE)
    throw new PayloadTooLargeError(`pictures must not be larger than ${LARGEST_PICTURE} bytes`)
  const contentType = await sniffContentType(content, declaredType, fileName)
  requirePicture(content, contentType)
  const changed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'service', id: serviceId, name: before.name },
      before: { picture: before.pictureId },
      after: { picture: fileName },
    },
    {
      change: () => deps.store.services.setPicture(environmentId, serviceId, { contentType, content }),
      noted: ({ pictureId }) => ({ after: { picture: pictureId } }),
    },
  )
  if (changed === null) throw new NotFoundError('no such service')
  deps.directory.invalidate()
  return viewProfile(changed)
}

function requirePicture(content: Buffer, contentType: string): void {
  if (!ENDINGS.has(contentType)) throw refused('must be a PNG, JPEG or WebP picture')
  const size = imageSizeOf(content, contentType)
  if (size === null) throw refused('is no picture that can be read')
  if (Math.min(size.width, size.height) < SHORTEST_SIDE)
    throw refused(`must have at least ${SHORTEST_SIDE} × ${SHORTEST_SIDE} pixels`)
  if (Math.max(size.width, size.height) > LONGEST_SIDE)
    throw refused(`must have at most ${LONGEST_SIDE} × ${LONGEST_SIDE} pixels`)
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError([{ path: 'file', message }])
}

/** The picture of a service, also for those who only answer its customers. Throws `NotFoundError` when it has none. */
export async function openPicture(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<{
  record: Pick<FileRecord, 'id' | 'fileName' | 'contentType' | 'size' | 'sha256'>
  read(range?: { start: number; end: number }): Readable
}> {
  await actInByAny(deps, principal, environmentId, ['service:see', 'conversation:see'])
  const { pictureId } = await storedService(deps, environmentId, serviceId)
  const picture = pictureId === null ? null : await deps.store.services.findPicture(environmentId, pictureId)
  const content = picture === null ? null : await deps.store.services.readPicture(environmentId, picture.id)
  if (picture === null || content === null) throw new NotFoundError('the service has no picture')
  const { id, contentType, size, sha256 } = picture
  return {
    record: { id, fileName: `picture.${ENDINGS.get(contentType) ?? 'bin'}`, contentType, size, sha256 },
    read: (range) =>
      Readable.from([range === undefined ? content : content.subarray(range.start, range.end)]),
  }
}
