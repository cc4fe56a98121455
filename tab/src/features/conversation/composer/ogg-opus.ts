import { readWebmOpus } from './webm-opus.ts'

/*
 * Ogg (RFC 3533) around Opus packets (RFC 7845). Browsers built on Chromium record Opus into WebM, platforms want
 * Ogg; the packets are the same in both.
 */

const SERIAL = 0x43_41_4c_4c
/** Opus always counts in 48 kHz, whatever was recorded. */
const PACKETS_PER_PAGE = 50
const BEGIN = 2
const END = 4

/** The Opus sound of a WebM recording, as an Ogg file; `null` when it is silent for being too short. Throws for anything else. */
export function oggFromWebm(webm: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const { head, packets } = readWebmOpus(webm)
  if (packets.length === 0) return null
  const pages = [
    page([head], { sequence: 0, granule: 0, flags: BEGIN }),
    page([tags()], { sequence: 1, granule: 0, flags: 0 }),
  ]
  let granule = 0
  for (let at = 0; at < packets.length; at += PACKETS_PER_PAGE) {
    const group = packets.slice(at, at + PACKETS_PER_PAGE)
    granule += group.reduce((sum, packet) => sum + samplesOf(packet), 0)
    const isLast = at + PACKETS_PER_PAGE >= packets.length
    pages.push(...fittingPages(group, { sequence: pages.length, granule, flags: isLast ? END : 0 }))
  }
  return concat(pages)
}

interface PageFacts {
  sequence: number
  /** Samples up to the end of the page. */
  granule: number
  flags: number
}

const MAX_SEGMENTS = 255

/** A page holds 255 segments of 255 bytes; a group of large packets is divided. */
function fittingPages(packets: readonly Uint8Array[], facts: PageFacts): Uint8Array[] {
  const segments = packets.reduce((sum, packet) => sum + Math.floor(packet.length / 255) + 1, 0)
  if (segments <= MAX_SEGMENTS || packets.length === 1) return [page(packets, facts)]
  const half = Math.ceil(packets.length / 2)
  const behind = packets.slice(half)
  const granule = facts.granule - behind.reduce((sum, packet) => sum + samplesOf(packet), 0)
  const front = fittingPages(packets.slice(0, half), { ...facts, granule, flags: 0 })
  return [...front, ...fittingPages(behind, { ...facts, sequence: facts.sequence + front.length })]
}

function page(packets: readonly Uint8Array[], { sequence, granule, flags }: PageFacts): Uint8Array {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ])
  const header = new Uint8Array(27 + lacing.length)
  const view = new DataView(header.buffer)
  header.set(ascii('OggS'))
  view.setUint8(5, flags)
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, SERIAL, true)
  view.setUint32(18, sequence, true)
  view.setUint8(26, lacing.length)
  header.set(lacing, 27)
  const whole = concat([header, ...packets])
  new DataView(whole.buffer).setUint32(22, checksum(whole), true)
  return whole
}

function tags(): Uint8Array {
  const vendor = ascii('Callover')
  const body = new Uint8Array(8 + 4 + vendor.length + 4)
  body.set(ascii('OpusTags'))
  new DataView(body.buffer).setUint32(8, vendor.length, true)
  body.set(vendor, 12)
  return body
}

/** Length of the frames by the upper five bits of a packet's first byte (RFC 6716, section 3.1), in samples. */
const FRAME_SAMPLES = [480, 960, 1920, 2880] as const
const SHORT_FRAME_SAMPLES = [120, 240, 480, 960] as const

export function samplesOf(packet: Uint8Array): number {
  const first = packet[0] ?? 0
  const config = first >> 3
  const size = config % 4
  const frame =
    config >= 16
      ? (SHORT_FRAME_SAMPLES[size] ?? 960)
      : config >= 12
        ? (FRAME_SAMPLES[config % 2] ?? 960)
        : (FRAME_SAMPLES[size] ?? 960)
  const code = first & 3
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 1) & 63 : 2
  return frame * frames
}

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 0x80_00_00_00 ? (value << 1) ^ 0x04_c1_1d_b7 : value << 1
  return value >>> 0
})

export function checksum(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = ((crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return crc
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
