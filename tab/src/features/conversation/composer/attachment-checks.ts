import type { ChannelCapabilitiesView } from '../../../../../server/contract/conversation.ts'
import type { MediaKind } from '../../../../../server/contract/message.ts'

type MediaRule = ChannelCapabilitiesView['media'][number]

/** A contract limit: one message carries ten files at most; we queue no more than that at once. */
export const MAX_FILES = 10

export type FileVerdict =
  | { ok: true; kind: MediaKind; caption: boolean }
  | { ok: false; why: 'empty' | 'type' }
  | { ok: false; why: 'size'; kind: MediaKind; maxSize: number }

export interface FileFacts {
  name: string
  type: string
  size: number
}

/** Kinds that a chosen file may become, best first; voice notes and stickers are made, not chosen. */
const PREFERENCE: readonly MediaKind[] = ['image', 'video', 'audio', 'document']

/**
 * As what a file can leave, by what the channel takes. A picture that is too large for a picture may still go
 * as a document where the channel takes documents of that type.
 */
export function checkFile(file: FileFacts, media: readonly MediaRule[]): FileVerdict {
  if (file.size === 0) return { ok: false, why: 'empty' }
  const type = contentTypeOf(file)
  const fitting = PREFERENCE.flatMap((kind) =>
    media.filter((rule) => rule.kind === kind && rule.contentTypes.some((allowed) => matches(allowed, type))),
  )
  const first = fitting[0]
  if (first === undefined) return { ok: false, why: 'type' }
  const rule = fitting.find((candidate) => file.size <= candidate.maxSize)
  if (rule !== undefined) return { ok: true, kind: rule.kind, caption: rule.caption }
  const largest = fitting.reduce((best, next) => (next.maxSize > best.maxSize ? next : best), first)
  return { ok: false, why: 'size', kind: largest.kind, maxSize: largest.maxSize }
}

/** For the `accept` attribute of the file dialogue. */
export function acceptedTypes(media: readonly MediaRule[]): string {
  const types = media.filter(({ kind }) => PREFERENCE.includes(kind)).flatMap((rule) => rule.contentTypes)
  return [...new Set(types.map(bareType))].join(',')
}

function matches(allowed: string, type: string): boolean {
  const bare = bareType(allowed)
  if (bare === '*/*') return true
  return bare.endsWith('/*') ? type.startsWith(bare.slice(0, -1)) : bare === type
}

function bareType(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}

/** Browsers leave the type empty for files that the system does not know. */
const TYPES_BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  amr: 'audio/amr',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
}

/** Spellings of the same type that operating systems use. */
const TYPE_ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/opus': 'audio/ogg',
}

export function contentTypeOf(file: Pick<FileFacts, 'name' | 'type'>): string {
  const given = bareType(file.type)
  if (given !== '') return TYPE_ALIASES[given] ?? given
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '').toLowerCase() : ''
  return TYPES_BY_EXTENSION[extension] ?? 'application/octet-stream'
}
