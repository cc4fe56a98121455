import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeOgg, samplesOf } from '../../../tab/src/features/simulator/recording/ogg.ts'
import { readWebmPackets } from '../../../tab/src/features/simulator/recording/webm.ts'

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

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
const packet = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index === 0 ? 0xf8 : index % 251))

describe('voice notes', () => {
  it('hold every packet, whatever its length', () => {
    const packets = [1, 254, 255, 256, 510, 1000, ...Array.from({ length: 120 }, () => 60)].map(packet)
    const {
      packets: [head, tags, ...rest],
      granule,
    } = readOgg(join(encodeOgg(packets, 1)))
    expect(new TextDecoder().decode(head?.subarray(0, 8))).toBe('OpusHead')
    expect(new TextDecoder().decode(tags?.subarray(0, 8))).toBe('OpusTags')
    expect(rest).toEqual(packets)
    expect(granule).toBe(packets.length * 960)
  })

  it.each([
    [0x08, 960],
    [0x00, 480],
    [0xf8, 960],
    [0xe0, 120],
    [0xf9, 1920],
  ])('count the samples of a packet that begins with %i', (toc, samples) => {
    expect(samplesOf(Uint8Array.of(toc, 0))).toBe(samples)
  })

  it('are read from what browsers record, also from clusters of unknown size', () => {
    const block = (data: number[]): number[] => [0xa3, 0x80 | (data.length + 4), 0x81, 0, 0, 0x80, ...data]
    const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    const header = [0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 2]
    const segment = [0x18, 0x53, 0x80, 0x67, ...unknown]
    const cluster = (time: number): number[] => [0x1f, 0x43, 0xb6, 0x75, ...unknown, 0xe7, 0x81, time]
    const sounds = [
      ...cluster(0),
      ...block([0xf8, 1]),
      ...block([0xf8, 2]),
      ...cluster(1),
      ...block([0xf8, 3]),
    ]
    const file = Uint8Array.from([...header, ...segment, ...sounds])
    expect(readWebmPackets(file).map((item) => [...item])).toEqual([
      [0xf8, 1],
      [0xf8, 2],
      [0xf8, 3],
    ])
  })

  it('include the sample that comes with the simulator', () => {
    const file = readFileSync(`${import.meta.dirname}/../../../server/simulator/media/voice.ogg`)
    const { packets, granule } = readOgg(new Uint8Array(file))
    expect(packets.length).toBeGreaterThan(100)
    expect(granule / 48_000).toBeGreaterThan(3)
  })
})
