import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { imageSizeOf } from '../../server/lib/image-size.ts'

/** As encoders begin a JPEG: an application segment of some length, then the frame. */
function jpegOf(width: number, height: number, frame = 0xc0): Buffer {
  const application = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x06, 1, 2, 3, 4])
  const header = Buffer.from([0xff, 0xff, frame, 0x00, 0x11, 8, 0, 0, 0, 0, 3])
  header.writeUInt16BE(height, 6)
  header.writeUInt16BE(width, 8)
  return Buffer.concat([application, header])
}

function webpOf(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.from(kind), Buffer.alloc(4), body])
}

describe('the size of a picture', () => {
  it('is read from a PNG', () => {
    const content = PNG.sync.write(new PNG({ width: 130, height: 7 }))
    expect(imageSizeOf(content, 'image/png')).toEqual({ width: 130, height: 7 })
  })

  it('is read from a JPEG, progressive or not', () => {
    for (const frame of [0xc0, 0xc2])
      expect(imageSizeOf(jpegOf(640, 480, frame), 'image/jpeg')).toEqual({ width: 640, height: 480 })
  })

  it('is read from each of the three kinds of WebP', () => {
    const size = { width: 300, height: 200 }
    const lossy = Buffer.alloc(10)
    lossy.writeUInt16LE(300, 6)
    lossy.writeUInt16LE(200, 8)
    expect(imageSizeOf(webpOf('VP8 ', lossy), 'image/webp')).toEqual(size)
    const lossless = Buffer.alloc(5, 0x2f)
    lossless.writeUInt32LE((299 | (199 << 14)) >>> 0, 1)
    expect(imageSizeOf(webpOf('VP8L', lossless), 'image/webp')).toEqual(size)
    const extended = Buffer.alloc(10)
    extended.writeUIntLE(299, 4, 3)
    extended.writeUIntLE(199, 7, 3)
    expect(imageSizeOf(webpOf('VP8X', extended), 'image/webp')).toEqual(size)
  })

  it('is nothing for bytes that are no picture, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom('image/png', 'image/jpeg', 'image/webp', 'text/html'),
        (bytes, type) => {
          const size = imageSizeOf(Buffer.from(bytes), type)
          expect(size === null || (size.width >= 0 && size.height >= 0)).toBe(true)
        },
      ),
    )
    expect(imageSizeOf(jpegOf(640, 480).subarray(0, 14), 'image/jpeg')).toBeNull()
  })
})
