import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { oggFromWebm } from '../../../tab/src/features/conversation/composer/ogg-opus.ts'

/** Reads the packets of an Ogg file back and checks every page's checksum, bit by bit. */
function readOgg(file: Uint8Array): { packets: Uint8Array[]; granule: number } {
  const packets: Uint8Array[] = []
  let granule = 0
  let offset = 0
  while (offset < file.length) {
    const view = new DataView(file.buffer, file.byteOffset + offset)
    expect(new TextDecoder().decode(file.subarray(offset, offset + 4))).toBe('OggS')
    granule = Number(view.getBigUint64(6, true))
    const lacing = [...file.subarray(offset + 27, offset + 27 + (file[offset + 26] ?? 0))]
    const size = 27 + lacing.length + lacing.reduce((sum, value) => sum + value, 0)
    const page = file.slice(offset, offset + size)
    page.fill(0, 22, 26)
    expect(view.getUint32(22, true)).toBe(slowChecksum(page))
    let start = offset + 27 + lacing.length
    let length = 0
    for (const value of lacing) {
      length += value
      if (value === 255) continue
      packets.push(file.slice(start, start + length))
      start += length
      length = 0
    }
    offset += size
  }
  return { packets, granule }
}

function slowChecksum(bytes: Uint8Array): number {
  let value = 0
  for (const byte of bytes) {
    value ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1
  }
  return value >>> 0
}

/** A 20 ms packet in CELT mode with some content. */
const packet = (length: number): number[] =>
  Array.from({ length }, (_, index) => (index === 0 ? 0xf8 : index % 251))

const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const sized = (id: readonly number[], content: readonly number[]): number[] => [
  ...id,
  0x40 | (content.length >> 8),
  content.length & 0xff,
  ...content,
]

/** As browsers record it: two clusters of unknown size. */
function recording(packets: readonly number[][]): Uint8Array {
  const head = [...new TextEncoder().encode('OpusHead'), 1, 1, 0, 15, 0x80, 0xbb, 0, 0, 0, 0, 0]
  const track = sized([0x16, 0x54, 0xae, 0x6b], sized([0xae], sized([0x63, 0xa2], head)))
  const cluster = [0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN]
  const blocks = packets.map((sound) => sized([0xa3], [0x81, 0, 0, 0x80, ...sound]))
  const half = Math.floor(blocks.length / 2)
  const clusters = [blocks.slice(0, half), blocks.slice(half)].flatMap((part) => [...cluster, ...part.flat()])
  return Uint8Array.from([
    ...sized([0x1a, 0x45, 0xdf, 0xa3], [1, 2]),
    0x18,
    0x53,
    0x80,
    0x67,
    ...UNKNOWN,
    ...track,
    ...clusters,
  ])
}

describe('voice notes', () => {
  it('hold every packet, whatever its length, and sums that another reader agrees with', () => {
    const packets = [1, 254, 255, 256, 510, 1000, ...Array.from({ length: 120 }, () => 60)].map(packet)
    const {
      packets: [head, tags, ...rest],
      granule,
    } = readOgg(oggFromWebm(recording(packets))!)
    expect(new TextDecoder().decode(head?.subarray(0, 8))).toBe('OpusHead')
    expect(new TextDecoder().decode(tags?.subarray(0, 8))).toBe('OpusTags')
    expect(rest.map((sound) => [...sound])).toEqual(packets)
    expect(granule).toBe(packets.length * 960)
  })

  it('include the sample that comes with the simulator', () => {
    const file = readFileSync(`${import.meta.dirname}/../../../server/simulator/media/voice.ogg`)
    const { packets, granule } = readOgg(new Uint8Array(file))
    expect(packets.length).toBeGreaterThan(100)
    expect(granule / 48_000).toBeGreaterThan(3)
  })
})
