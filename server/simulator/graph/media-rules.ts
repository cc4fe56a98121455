import type { MediaKind } from '../model.ts'

const MB = 1024 * 1024

interface MediaRule {
  contentTypes: readonly string[]
  maxSize: number
}

/** What the platform takes per kind (media page, state of December 2025). */
export const MEDIA_RULES: Readonly<Record<MediaKind, MediaRule>> = {
  audio: {
    contentTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxSize: 16 * MB,
  },
  document: {
    contentTypes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.ms-excel',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    maxSize: 100 * MB,
  },
  image: { contentTypes: ['image/jpeg', 'image/png'], maxSize: 5 * MB },
  sticker: { contentTypes: ['image/webp'], maxSize: 500 * 1024 },
  video: { contentTypes: ['video/mp4', 'video/3gpp'], maxSize: 16 * MB },
}

export const ALL_CONTENT_TYPES: readonly string[] = Object.values(MEDIA_RULES).flatMap(
  (rule) => rule.contentTypes,
)

/** Without parameters such as `; codecs=opus`. */
export function plainContentType(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase()
}

/** The largest size any kind allows for this content type; `null` when no kind takes it. */
export function sizeLimitOf(contentType: string): number | null {
  const limits = Object.values(MEDIA_RULES)
    .filter((rule) => rule.contentTypes.includes(contentType))
    .map((rule) => rule.maxSize)
  return limits.length === 0 ? null : Math.max(...limits)
}

/** Why a file cannot be sent as this kind, in the words of error 131053; `null` when it can. */
export function mediaProblem(kind: MediaKind, contentType: string, content: Buffer): string | null {
  const rule = MEDIA_RULES[kind]
  if (!rule.contentTypes.includes(contentType)) {
    return `Unsupported ${kind} mime type ${contentType}. Please use one of ${rule.contentTypes.join(', ')}.`
  }
  if (content.length > rule.maxSize) return `${kind} file size exceeds the limit of ${rule.maxSize} bytes.`
  const magic = MAGIC[contentType]
  if (magic !== undefined && !magic(content)) {
    return `File content does not match the mime type ${contentType}.`
  }
  return null
}

const startsWith =
  (...bytes: number[]) =>
  (content: Buffer): boolean =>
    bytes.every((byte, index) => content[index] === byte)

/** First bytes of the types that are easily mixed up. */
const MAGIC: Readonly<Record<string, (content: Buffer) => boolean>> = {
  'image/jpeg': startsWith(0xff, 0xd8, 0xff),
  'image/png': startsWith(0x89, 0x50, 0x4e, 0x47),
  'application/pdf': startsWith(0x25, 0x50, 0x44, 0x46),
  'audio/ogg': startsWith(0x4f, 0x67, 0x67, 0x53),
  'image/webp': (content) => content.subarray(8, 12).toString('latin1') === 'WEBP',
}
