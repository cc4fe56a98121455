import { fileTypeFromBuffer } from 'file-type'

/** Types that have no signature of their own; a client may name them if the bytes are text. */
const TEXT_TYPES: Record<string, string> = { txt: 'text/plain', csv: 'text/csv' }

/** Legacy Office files share one container; only the name tells them apart. */
const COMPOUND_TYPES: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

const UNKNOWN = 'application/octet-stream'

/**
 * The content type by the bytes themselves. HTML, SVG and scripts come out as `text/plain` or unknown whatever
 * their name or declared type claims, so that nothing a browser would execute is ever stored under such a type.
 */
export async function sniffContentType(
  content: Buffer,
  declaredType: string,
  fileName: string,
): Promise<string> {
  const found = await fileTypeFromBuffer(content)
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (found === undefined) {
    if (!looksLikeText(content)) return UNKNOWN
    return TEXT_TYPES[extension] ?? 'text/plain'
  }
  const type = NORMAL[found.mime] ?? found.mime
  if (type === 'application/x-cfb') return COMPOUND_TYPES[extension] ?? UNKNOWN
  if (type === 'application/xml' || type === 'image/svg+xml') return 'text/plain'
  if (type === 'video/mp4' && declaredType.startsWith('audio/')) return 'audio/mp4'
  return type
}

/** What the library calls otherwise than the platforms do. */
const NORMAL: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/vnd.dlna.adts': 'audio/aac',
  'video/x-m4v': 'video/mp4',
}

const SAMPLE = 4096

function looksLikeText(content: Buffer): boolean {
  const sample = content.subarray(0, SAMPLE)
  if (sample.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

const FAMILY: Record<string, string> = { 'image/jpg': 'image/jpeg', 'audio/mp3': 'audio/mpeg' }

/** Whether bytes of type `found` may stand for what was announced as `announced` (the same family is enough). */
export function fits(announced: string, found: string): boolean {
  const plain = announced.split(';')[0]?.trim().toLowerCase() ?? ''
  const wanted = FAMILY[plain] ?? plain
  if (wanted === found || found === UNKNOWN) return true
  const family = wanted.split('/')[0]
  // Documents come in types that nobody can tell by their bytes; they are never shown inline.
  if (family === 'application' || family === 'text') return true
  return family === found.split('/')[0] || (isOgg(wanted) && isOgg(found)) || (isMp4(wanted) && isMp4(found))
}

const isOgg = (type: string): boolean => type.endsWith('/ogg')
const isMp4 = (type: string): boolean =>
  type.endsWith('/mp4') || type === 'video/3gpp' || type === 'audio/amr'
