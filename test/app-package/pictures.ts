import { PNG } from 'pngjs'

/** Red, green, blue, opacity. */
export type Colour = readonly [number, number, number, number]

export const WHITE: Colour = [255, 255, 255, 255]
export const NOTHING: Colour = [0, 0, 0, 0]

/** A square picture; `colourAt` gets column and row. */
export function picture(size: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const png = new PNG({ width: size, height: size })
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) png.data.set(colourAt(x, y), (y * size + x) * 4)
  }
  return PNG.sync.write(png)
}

/** A white square on nothing. */
export const outline = (size = 32): Uint8Array =>
  picture(size, (x, y) => (x > 4 && y > 4 && x < size - 5 && y < size - 5 ? WHITE : NOTHING))
