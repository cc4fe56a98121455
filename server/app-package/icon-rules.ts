import { PNG } from 'pngjs'
import type { PackageFault } from './package-fault.ts'
import { manifestFault, type PackageRule } from './package-view.ts'

/** Pixels a side, from the manifest's schema. */
const COLOR_SIZE = 192
const OUTLINE_SIZE = 32

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Where a PNG's header says how wide and how high it is. */
const WIDTH_AT = 16
const HEIGHT_AT = 20
const HEADER_END = 24

/** The two pictures: there, of the right size, and the outline white on nothing. */
export const checkIcons: PackageRule = ({ files, texts }) =>
  [
    { path: 'icons.color', size: COLOR_SIZE, outline: false },
    { path: 'icons.outline', size: OUTLINE_SIZE, outline: true },
    { path: 'icons.color32x32', size: OUTLINE_SIZE, outline: false },
  ].flatMap(({ path, size, outline }) => {
    const name = texts.get(path)
    if (name === undefined) return []
    const bytes = files.get(name)
    if (bytes === undefined) return [manifestFault('icon_missing', path, `${name} is not in the package`)]
    return pictureFaults(name, bytes, { size, outline })
  })

function pictureFaults(
  file: string,
  bytes: Uint8Array,
  wanted: { size: number; outline: boolean },
): PackageFault[] {
  const fault = (code: PackageFault['code'], message: string): PackageFault[] => [
    { code, file, path: '', message },
  ]
  const size = sizeOf(bytes)
  if (size === null) return fault('icon_not_png', 'is no PNG picture')
  const wantedSize = `${wanted.size} by ${wanted.size} pixels`
  // Before decoding: a header may claim any size.
  if (size.width !== wanted.size || size.height !== wanted.size) {
    return fault('icon_size', `is ${size.width} by ${size.height} pixels and must be ${wantedSize}`)
  }
  const pixels = pixelsOf(bytes)
  if (pixels === null) return fault('icon_not_png', 'is a damaged PNG picture')
  return wanted.outline ? outlineFaults(pixels, fault) : []
}

function outlineFaults(
  pixels: Uint8Array,
  fault: (code: PackageFault['code'], message: string) => PackageFault[],
): PackageFault[] {
  let visible = 0
  let coloured = 0
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue
    visible += 1
    if (pixels[at] !== 255 || pixels[at + 1] !== 255 || pixels[at + 2] !== 255) coloured += 1
  }
  if (visible === pixels.length / 4) {
    return fault('outline_not_transparent', 'has no transparent background: Teams would show a plain square')
  }
  if (visible === 0) return fault('outline_not_white', 'is empty: nothing in it can be seen')
  if (coloured > 0) return fault('outline_not_white', 'holds other colours than white')
  return []
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < HEADER_END || PNG_SIGNATURE.some((byte, at) => bytes[at] !== byte)) return null
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: header.getUint32(WIDTH_AT), height: header.getUint32(HEIGHT_AT) }
}

/** Red, green, blue, opacity of each pixel. */
function pixelsOf(bytes: Uint8Array): Uint8Array | null {
  try {
    return PNG.sync.read(Buffer.from(bytes)).data
  } catch {
    return null
  }
}
