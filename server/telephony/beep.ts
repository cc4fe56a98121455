/** What every voice platform plays: telephone quality, uncompressed. */
const SAMPLES_PER_SECOND = 8000
const BYTES_PER_SAMPLE = 2
const HEADER_BYTES = 44
const PCM = 1
const MONO = 1

const SECONDS = 0.15
/** E5: within a telephone's band and off the two-tone frequencies of keys, so that no platform takes it for a key. */
const HERTZ = 659.25
/** A quarter of full scale: audible between prompts, not startling. */
const LOUDNESS = 0.25
/** Faded at both ends: a tone that is cut off clicks. */
const FADE_IN_SECONDS = 0.012
const FADE_OUT_SECONDS = 0.06

/** The short tone that invites callers to speak (DX-TEL-02), as a WAV file: 8 kHz, 16 bit, one channel. Always the same bytes. */
export function createBeep(): Buffer {
  const samples = Math.round(SECONDS * SAMPLES_PER_SECOND)
  const wav = Buffer.alloc(HEADER_BYTES + samples * BYTES_PER_SAMPLE)
  writeHeader(wav)
  for (let index = 0; index < samples; index += 1) {
    const seconds = index / SAMPLES_PER_SECOND
    const level = LOUDNESS * fade(seconds) * Math.sin(2 * Math.PI * HERTZ * seconds)
    wav.writeInt16LE(Math.round(level * 0x7fff), HEADER_BYTES + index * BYTES_PER_SAMPLE)
  }
  return wav
}

/** 0 at both ends, 1 between, with slopes that are flat where they meet the tone. */
function fade(seconds: number): number {
  const slope = Math.min(1, seconds / FADE_IN_SECONDS, (SECONDS - seconds) / FADE_OUT_SECONDS)
  return (1 - Math.cos(Math.PI * slope)) / 2
}

/** RIFF/WAVE with one `fmt ` and one `data` chunk. */
function writeHeader(wav: Buffer): void {
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(PCM, 20)
  wav.writeUInt16LE(MONO, 22)
  wav.writeUInt32LE(SAMPLES_PER_SECOND, 24)
  wav.writeUInt32LE(SAMPLES_PER_SECOND * BYTES_PER_SAMPLE * MONO, 28)
  wav.writeUInt16LE(BYTES_PER_SAMPLE * MONO, 32)
  wav.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(wav.length - HEADER_BYTES, 40)
}
