export interface ImageSize {
  width: number
  height: number
}

/** The size of a PNG, JPEG or WebP picture in pixels, read from its header; `null` when there is none to be found. */
export function imageSizeOf(content: Buffer, contentType: string): ImageSize | null {
  try {
    switch (contentType) {
      case 'image/png':
        return sizeOfPng(content)
      case 'image/jpeg':
        return sizeOfJpeg(content)
      case 'image/webp':
        return sizeOfWebp(content)
      default:
        return null
    }
  } catch (error) {
    // The header promises more than there is.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The first chunk is always IHDR (RFC 2083). */
function sizeOfPng(content: Buffer): ImageSize | null {
  if (content.toString('latin1', 12, 16) !== 'IHDR') return null
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) }
}

/** Frame headers that hold a size: SOF0 to SOF15 without DHT, JPG and DAC (ITU T.81, table B.1). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function sizeOfJpeg(content: Buffer): ImageSize | null {
  let offset = 2
  while (offset < content.length) {
    if (content.readUInt8(offset) !== 0xff) return null
    const marker = content.readUInt8(offset + 1)
    // Markers may be preceded by fill bytes.
    if (marker === 0xff) offset += 1
    else if (isFrame(marker))
      return { width: content.readUInt16BE(offset + 7), height: content.readUInt16BE(offset + 5) }
    else offset += 2 + content.readUInt16BE(offset + 2)
  }
  return null
}

/** The three kinds of WebP begin differently (RFC 9649, sections 2.5 to 2.7). */
function sizeOfWebp(content: Buffer): ImageSize | null {
  switch (content.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = content.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
