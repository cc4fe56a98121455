/** A picture drawn here: the gallery fetches nothing. */
export function pictureUrl(kind: string): string {
  const svg =
    kind === 'sticker'
      ? '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="44" fill="#ffd34d"/><circle cx="36" cy="42" r="6"/><circle cx="64" cy="42" r="6"/><path d="M30 60q20 24 40 0" fill="none" stroke="#000" stroke-width="5" stroke-linecap="round"/></svg>'
      : '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#7fb2d9"/><stop offset="1" stop-color="#e8b27f"/></linearGradient></defs><rect width="1600" height="1200" fill="url(#g)"/><path d="M0 900l400-350 300 260 350-420 550 510v300H0z" fill="#3e6b57"/><circle cx="1250" cy="280" r="110" fill="#fff3c4"/></svg>'
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Seven seconds of a quiet tone as WAV. */
export function soundUrl(): string {
  const rate = 8000
  const samples = rate * 7
  const view = new DataView(new ArrayBuffer(44 + samples))
  const text = (offset: number, word: string) =>
    new TextEncoder().encode(word).forEach((letter, index) => view.setUint8(offset + index, letter))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  for (let index = 0; index < samples; index += 1) view.setUint8(44 + index, 128 + 20 * Math.sin(index / 6))
  return URL.createObjectURL(new Blob([view.buffer], { type: 'audio/wav' }))
}
