import { describe, expect, it } from 'vitest'
import { checksum, oggFromWebm, samplesOf } from '../../../tab/src/features/conversation/composer/ogg-opus.ts'
import { readWebmOpus } from '../../../tab/src/features/conversation/composer/webm-opus.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const ascii = (text: string) => [...new TextEncoder().encode(text)]

/** An element with its size in one, two or eight bytes; `null` leaves the size unknown. */
function element(id: readonly number[], content: readonly number[], unknown = false): number[] {
  const size = unknown
    ? [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    : content.length < 127
      ? [0x80 | content.length]
      : [0x40 | (content.length >> 8), content.length & 0xff]
  return [...id, ...size, ...content]
}

const head = [...ascii('OpusHead'), 1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]
const block = (packet: readonly number[]) => element([0xa3], [0x81, 0, 0, 0x80, ...packet])

/** A recording as MediaRecorder writes it: sizes of segment and cluster unknown. */
function recording(packets: readonly (readonly number[])[]): Uint8Array {
  return bytes(
    ...element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], ascii('webm'))),
    ...element([0x18, 0x53, 0x80, 0x67], [], true),
    ...element([0x15, 0x49, 0xa9, 0x66], element([0x4d, 0x80], ascii('Chrome'))),
    ...element(
      [0x16, 0x54, 0xae, 0x6b],
      element([0xae], [...element([0xd7], [1]), ...element([0x63, 0xa2], head)]),
    ),
    ...element([0x1f, 0x43, 0xb6, 0x75], [], true),
    ...element([0xe7], [0]),
    ...packets.flatMap(block),
  )
}

interface Page {
  flags: number
  granule: number
  packets: number[][]
}

function pagesOf(ogg: Uint8Array): Page[] {
  const pages: Page[] = []
  const view = new DataView(ogg.buffer, ogg.byteOffset, ogg.length)
  let at = 0
  while (at < ogg.length) {
    const count = view.getUint8(at + 26)
    const lacing = [...ogg.subarray(at + 27, at + 27 + count)]
    const packets: number[][] = []
    let start = at + 27 + count
    let length = 0
    for (const segment of lacing) {
      length += segment
      if (segment === 255) continue
      packets.push([...ogg.subarray(start, start + length)])
      start += length
      length = 0
    }
    const copy = ogg.slice(at, start)
    new DataView(copy.buffer).setUint32(22, 0, true)
    expect(checksum(copy)).toBe(view.getUint32(at + 22, true))
    expect(view.getUint32(at + 18, true)).toBe(pages.length)
    pages.push({ flags: view.getUint8(at + 5), granule: Number(view.getBigUint64(at + 6, true)), packets })
    at = start
  }
  return pages
}

describe('a recording put from WebM into Ogg', () => {
  // 20 ms frames: configuration 31 is fullband CELT.
  const packet = (length: number, fill: number) => [0xf8, ...Array.from({ length: length - 1 }, () => fill)]

  it('keeps every packet as it is, in order', () => {
    const packets = Array.from({ length: 120 }, (_, index) => packet(20 + (index % 30), index))
    const [first, second, ...sound] = pagesOf(oggFromWebm(recording(packets))!)
    expect(first).toEqual({ flags: 2, granule: 0, packets: [head] })
    expect(String.fromCharCode(...(second?.packets[0]?.slice(0, 8) ?? []))).toBe('OpusTags')
    expect(sound.flatMap((page) => page.packets)).toEqual(packets)
    expect(sound.at(-1)).toMatchObject({ flags: 4, granule: 120 * 960 })
  })

  it('divides packets that do not fit on one page', () => {
    const packets = Array.from({ length: 50 }, (_, index) => packet(1200, index))
    const [, , ...sound] = pagesOf(oggFromWebm(recording(packets))!)
    expect(sound.flatMap((page) => page.packets)).toEqual(packets)
    const granules = sound.map((page) => page.granule)
    expect(granules).toEqual(granules.toSorted((one, other) => one - other))
    expect(sound.filter((page) => page.flags === 4)).toHaveLength(1)
  })

  it('refuses what is not an Opus recording', () => {
    expect(() => readWebmOpus(bytes(1, 2, 3))).toThrow('not Opus')
    expect(oggFromWebm(recording([]))).toBeNull()
  })

  it.each([
    [0xf8, 960],
    [0xfb, 960],
    [0x0b, 960],
    [0x18, 2880],
    [0x60, 480],
    [0x80, 120],
    [0xf9, 1920],
  ])('knows the length of a packet that begins with %i', (first, samples) => {
    expect(samplesOf(bytes(first, 1))).toBe(samples)
  })
})
