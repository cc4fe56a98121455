import { readFileSync } from 'node:fs'
import type { SentFile } from './phone/customer.ts'

interface Sample {
  file: string
  contentType: string
  fileName?: string
  voice?: boolean
  sticker?: boolean
}

/** Files a customer can send without having any at hand; drawn and synthesised for this purpose. */
const SAMPLES = {
  parcel: { file: 'parcel.jpg', contentType: 'image/jpeg' },
  invoice: { file: 'invoice.jpg', contentType: 'image/jpeg' },
  voice: { file: 'voice.ogg', contentType: 'audio/ogg', voice: true },
  sticker: { file: 'sticker.webp', contentType: 'image/webp', sticker: true },
  contract: { file: 'contract.pdf', contentType: 'application/pdf', fileName: 'Vertrag.pdf' },
} as const satisfies Record<string, Sample>

export type SampleName = keyof typeof SAMPLES
export const SAMPLE_NAMES = Object.keys(SAMPLES) as [SampleName, ...SampleName[]]

/** The sample with its bytes. */
export function readSample(name: SampleName): SentFile {
  const sample: Sample = SAMPLES[name]
  return {
    content: readBundled(sample.file),
    contentType: sample.contentType,
    fileName: sample.fileName,
    voice: sample.voice,
    sticker: sample.sticker,
  }
}

/** The compiled server runs from `dist/server`, where the compiler copies no pictures to. */
function readBundled(file: string): Buffer {
  const beside = new URL(`./media/${file}`, import.meta.url)
  const inSources = new URL(`../../../server/simulator/media/${file}`, import.meta.url)
  try {
    return readFileSync(beside)
  } catch {
    return readFileSync(inSources)
  }
}
