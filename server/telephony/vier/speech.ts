import type { Speech } from '../../domain/dialogue.ts'
import { synthesizerOf, tagOf } from './voices.ts'
import type { Control } from './wire.ts'

/** A prompt must say something. */
export function renderSilence(language: string, control: Control): Record<string, unknown> {
  return {
    text: '<speak><break time="100ms"/></speak>',
    interpretAs: 'SSML',
    language: tagOf(language, control.language),
  }
}

/** What `/call/say` and `/call/prompt` share. */
export function renderSpeech({ text, language, voice }: Speech, control: Control): Record<string, unknown> {
  const words = clean(text)
  const synthesizer = synthesizerOf(voice.name)
  const vendor = typeof synthesizer === 'object' ? synthesizer.vendor : ''
  const spoken =
    voice.speed === 1
      ? { text: words, interpretAs: 'TEXT' }
      : {
          text: `<speak><prosody rate="${rateOf(voice.speed, vendor)}">${escapeXml(words)}</prosody></speak>`,
          interpretAs: 'SSML',
        }
  return {
    ...spoken,
    language: tagOf(language, control.language),
    ...(synthesizer === undefined ? {} : { synthesizers: [synthesizer] }),
  }
}

/** Percent of the voice's own rate; Microsoft's service counts what is added or taken instead. */
function rateOf(speed: number, vendor: string): string {
  const percent = Math.round(speed * 100)
  if (vendor !== 'MICROSOFT') return `${percent}%`
  return `${percent < 100 ? '' : '+'}${percent - 100}%`
}

/** Without what neither speech nor XML can carry. */
export function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
