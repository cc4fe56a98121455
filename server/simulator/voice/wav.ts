const RATE = 8_000
const BYTES_PER_SAMPLE = 2
const HEADER_BYTES = 44
const LONGEST_SECONDS = 60

/** A hum that swells like speech, in the format of the platform's recordings: WAV, 8 kHz, 16 bits, one channel. */
export function createRecordingWav(seconds: number): Buffer {
  const samples = Math.round(Math.min(Math.max(seconds, 1), LONGEST_SECONDS) * RATE)
  const wav = Buffer.alloc(HEADER_BYTES + samples * BYTES_PER_SAMPLE)
  writeHeader(wav)
  for (let index = 0; index < samples; index += 1) {
    const at = index / RATE
    const syllable = Math.sin(Math.PI * ((at * 3.2) % 1)) ** 2
    const pitch = 130 + 25 * Math.sin(at * 2.1)
    const value = Math.sin(2 * Math.PI * pitch * at) + 0.4 * Math.sin(4 * Math.PI * pitch * at)
    wav.writeInt16LE(Math.round(value * syllable * 4_000), HEADER_BYTES + index * BYTES_PER_SAMPLE)
  }
  return wav
}

function writeHeader(wav: Buffer): void {
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * BYTES_PER_SAMPLE, 28)
  wav.writeUInt16LE(BYTES_PER_SAMPLE, 32)
  wav.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(wav.length - HEADER_BYTES, 40)
}

/** How long a WAV file sounds; `null` when it is none. */
export function wavLengthMs(content: Buffer): number | null {
  if (content.length < HEADER_BYTES || content.toString('latin1', 0, 4) !== 'RIFF') return null
  const bytesPerSecond = content.readUInt32LE(28)
  return bytesPerSecond === 0 ? null : Math.round(((content.length - HEADER_BYTES) / bytesPerSecond) * 1_000)
}
