/*
 * Reads the Opus packets out of a WebM file as MediaRecorder writes it: EBML elements with ids and sizes of
 * variable length (RFC 8794), one audio track, sizes of segment and clusters often unknown.
 */

const SEGMENT = 0x18_53_80_67
const CLUSTER = 0x1f_43_b6_75
const TRACKS = 0x16_54_ae_6b
const TRACK_ENTRY = 0xae
const CODEC_PRIVATE = 0x63_a2
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1

const CONTAINERS: ReadonlySet<number> = new Set([SEGMENT, CLUSTER, TRACKS, TRACK_ENTRY, BLOCK_GROUP])

export interface WebmOpus {
  /** The `OpusHead` of the track. */
  head: Uint8Array
  packets: Uint8Array[]
}

/** Throws when the file holds no Opus track. */
export function readWebmOpus(bytes: Uint8Array): WebmOpus {
  const found: { head: Uint8Array | null; packets: Uint8Array[] } = { head: null, packets: [] }
  let at = 0
  while (at < bytes.length) {
    const id = readId(bytes, at)
    const size = id === null ? null : readSize(bytes, at + id.length)
    if (id === null || size === null) break
    const start = at + id.length + size.length
    // What is inside a container is simply read next: where it ends need not be known.
    if (CONTAINERS.has(id.value)) {
      at = start
      continue
    }
    if (size.value === null) break
    const content = bytes.subarray(start, start + size.value)
    if (id.value === CODEC_PRIVATE) found.head ??= content
    else if (id.value === SIMPLE_BLOCK || id.value === BLOCK) found.packets.push(packetOf(content))
    at = start + size.value
  }
  if (found.head === null || !isOpusHead(found.head)) throw new Error('the recording is not Opus')
  return { head: found.head, packets: found.packets.filter((packet) => packet.length > 0) }
}

function isOpusHead(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 8)) === 'OpusHead'
}

/** A block is the track number, a time of two bytes and flags, then the packet; recorders use no lacing for sound. */
function packetOf(block: Uint8Array): Uint8Array {
  const track = readSize(block, 0)
  return track === null ? block.subarray(block.length) : block.subarray(track.length + 3)
}

function lengthOf(first: number): number {
  return Math.clz32(first) - 23
}

function readId(bytes: Uint8Array, at: number): { value: number; length: number } | null {
  const length = lengthOf(bytes[at] ?? 0)
  if (length > 4 || at + length > bytes.length) return null
  let value = 0
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
  return { value, length }
}

/** `value` is `null` for "unknown": all bits set. */
function readSize(bytes: Uint8Array, at: number): { value: number | null; length: number } | null {
  const first = bytes[at] ?? 0
  const length = lengthOf(first)
  if (length > 8 || at + length > bytes.length) return null
  let value = first & (0xff >> length)
  let unknown = value === 0xff >> length
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0
    unknown &&= byte === 0xff
    value = value * 256 + byte
  }
  return { value: unknown ? null : value, length }
}
