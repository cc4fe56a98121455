import type { CallStep, TranscriptEntry } from '../../../tab/src/features/simulator/state/call-wire.ts'
import type { HeardCall } from '../../../tab/src/features/simulator/state/phone-state.ts'

export const LINE = { name: 'line', phoneNumber: '+493023125000' }

export const LISTENING = {
  input: ['keys', 'speech'],
  language: 'de-DE',
  hints: [],
  numDigits: null,
  finishKey: '#',
} as const satisfies Extract<CallStep, { step: 'listening' }>['listening']

export const listening = (change: Partial<Extract<CallStep, { step: 'listening' }>> = {}): CallStep => ({
  step: 'listening',
  listening: LISTENING,
  keys: '',
  lastsMs: 6_000,
  ...change,
})

export function said(
  id: number,
  text: string,
  change: { cut?: true; language?: string } = {},
): TranscriptEntry {
  return { id, kind: 'said', text, language: 'de-DE', voice: null, rate: 1, ...change }
}

export function aCall(change: Partial<HeardCall> = {}): HeardCall {
  return {
    id: 'CA1',
    line: LINE,
    from: '+4915550104211',
    contactId: 'maria',
    startedAt: '2026-11-20T10:00:00.000Z',
    connectedMs: 12_000,
    state: listening(),
    elapsedMs: 0,
    transcript: [said(1, 'Dürfen wir Ihnen schreiben?')],
    heardAtMs: Date.now(),
    ...change,
  }
}

/** Calls as the state keeps them. */
export function calls(...all: readonly HeardCall[]): ReadonlyMap<string, HeardCall> {
  return new Map(all.map((call) => [call.id, call]))
}
