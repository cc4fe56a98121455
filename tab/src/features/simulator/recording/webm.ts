interface Element {
  id: number
  start: number
  end: number
}

/** Elements of Matroska that hold others on the way to the sound (RFC 9559). */
const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1
const SIMPLE_BLOCK = 0xa3
const CONTAINERS = new Set([SEGMENT, CLUSTER, BLOCK_GROUP])

/** A variable-length number: its leading bit tells the length; ids keep that bit, sizes lose it. */
function readVarInt(
  bytes: Uint8Array,
  offset: number,
  keepMarker: boolean,
): { value: number; length: number } {
  const first = bytes[offset] ?? 0
  const length = Math.clz32(first) - 23
  let value = keepMarker ? first : first & (0xff >> length)
  let unknown = !keepMarker && value === 0xff >> length
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[offset + index] ?? 0
    value = value * 256 + byte
    unknown &&= byte === 0xff
  }
  return { value: unknown ? Number.POSITIVE_INFINITY : value, length: Math.max(1, length) }
}

function* elementsOf(bytes: Uint8Array, from: number, to: number): Generator<Element> {
  let offset = from
  while (offset < to) {
    const id = readVarInt(bytes, offset, true)
    const size = readVarInt(bytes, offset + id.length, false)
    const start = offset + id.length + size.length
    const end = Math.min(to, start + size.value)
    // Recorders write clusters of unknown size: they end where the next one begins, which the caller sees.
    if (CONTAINERS.has(id.value)) yield* elementsOf(bytes, start, end)
    else yield { id: id.value, start, end }
    offset = end
  }
}

/** The Opus packets of a recording by `MediaRecorder` (one track, no lacing). */
export function readWebmPackets(bytes: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = []
  for (const { id, start, end } of elementsOf(bytes, 0, bytes.length)) {
    if (id !== SIMPLE_BLOCK && id !== BLOCK) continue
    const track = readVarInt(bytes, start, false)
    // Track number, two bytes of time, one of flags.
    packets.push(bytes.subarray(start + track.length + 3, end))
  }
  return packets
}
