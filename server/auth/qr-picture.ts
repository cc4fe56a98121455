import { renderSVG } from 'uqr'

/** A text as a QR code: an SVG document, black on white with the quiet zone that ISO/IEC 18004 asks for. */
export function qrPicture(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 4, pixelSize: 4 })
}
