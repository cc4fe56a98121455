/** Ogg's checksum (RFC 3533): CRC-32 with polynomial 0x04c11db7, most significant bit first. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

function checksum(bytes: Uint8Array): number {
  let value = 0
  for (const byte of bytes) value = ((value << 8) ^ (CRC_TABLE[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return value
}

const FRAME_MS = { silk: [10, 20, 40, 60], hybrid: [10, 20], celt: [2.5, 5, 10, 20] } as const

/** Samples at 48 kHz in an Opus packet, read from its first bytes (RFC 6716, section 3.1). */
export function samplesOf(packet: Uint8Array): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const table = config < 12 ? FRAME_MS.silk : config < 16 ? FRAME_MS.hybrid : FRAME_MS.celt
  const milliseconds = table[config % table.length] ?? 20
  const code = toc & 3
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 1) & 0x3f : 2
  return milliseconds * 48 * frames
}

interface Page {
  packets: readonly Uint8Array[]
  granule: number
  sequence: number
  /** 2: first page, 4: last page. */
  flags: number
}

const SERIAL = 0x63616c6c

function encodePage({ packets, granule, sequence, flags }: Page): Uint8Array<ArrayBuffer> {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ])
  const size = packets.reduce((sum, packet) => sum + packet.length, 0)
  const page = new Uint8Array(27 + lacing.length + size)
  const view = new DataView(page.buffer)
  page.set(new TextEncoder().encode('OggS'))
  page[5] = flags
  view.setUint32(6, granule >>> 0, true)
  view.setUint32(10, Math.floor(granule / 2 ** 32), true)
  view.setUint32(14, SERIAL, true)
  view.setUint32(18, sequence, true)
  page[26] = lacing.length
  page.set(lacing, 27)
  let offset = 27 + lacing.length
  for (const packet of packets) {
    page.set(packet, offset)
    offset += packet.length
  }
  view.setUint32(22, checksum(page), true)
  return page
}

function opusHead(channels: number): Uint8Array {
  const head = new Uint8Array(19)
  const view = new DataView(head.buffer)
  head.set(new TextEncoder().encode('OpusHead'))
  head[8] = 1
  head[9] = channels
  // 80 ms, as the encoder's own look-ahead is not known here (RFC 7845, section 4.2).
  view.setUint16(10, 3840, true)
  view.setUint32(12, 48_000, true)
  return head
}

function opusTags(): Uint8Array {
  const vendor = new TextEncoder().encode('callover')
  const tags = new Uint8Array(8 + 4 + vendor.length + 4)
  tags.set(new TextEncoder().encode('OpusTags'))
  new DataView(tags.buffer).setUint32(8, vendor.length, true)
  tags.set(vendor, 12)
  return tags
}

/** Wraps Opus packets into an Ogg file (RFC 7845): what WhatsApp voice notes are. */
export function encodeOgg(packets: readonly Uint8Array[], channels: number): Uint8Array<ArrayBuffer>[] {
  const pages = [
    encodePage({ packets: [opusHead(channels)], granule: 0, sequence: 0, flags: 2 }),
    encodePage({ packets: [opusTags()], granule: 0, sequence: 1, flags: 0 }),
  ]
  let granule = 0
  // About a second per page; far below the 255 lacing values that a page can hold.
  for (let start = 0; start < packets.length; start += 50) {
    const group = packets.slice(start, start + 50)
    granule += group.reduce((sum, packet) => sum + samplesOf(packet), 0)
    const flags = start + 50 >= packets.length ? 4 : 0
    pages.push(encodePage({ packets: group, granule, sequence: pages.length, flags }))
  }
  return pages
}
