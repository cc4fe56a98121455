import type {
  CallFigures,
  CallFiguresView,
  CallResult,
  CallStep,
  CallView,
} from '../../../server/contract/call.ts'
import {
  deflectorPromptName,
  spokenLanguage,
  weekday,
  type ServiceSettings,
  type ServiceSettingsView,
  type ServiceView,
} from '../../../server/contract/service-settings.ts'

export const anId = (number: number): string => number.toString(16).padStart(24, '0')
export const HOTLINE = { id: anId(501), name: 'Hotline' }
export const ORDERS = { id: anId(502), name: 'Bestellungen & Rückgaben' }
export const BERLIN = 'Europe/Berlin'

export const NO_FIGURES: CallFigures = {
  calls: 0,
  offered: 0,
  accepted: 0,
  otherNumber: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  answered: 0,
  failed: 0,
  results: {},
  languages: {},
  hangUps: {},
  notUnderstood: {},
  silences: {},
  secondsToInvitation: null,
  secondsToFirstMessage: null,
  callSeconds: null,
  answersByKey: 0,
  answersBySpeech: 0,
}

/** Figures as a hotline of that size has them. */
export function someFigures(calls: number, changes: Partial<CallFigures> = {}): CallFigures {
  const of = (share: number): number => Math.round(calls * share)
  return {
    ...NO_FIGURES,
    calls,
    offered: of(0.94),
    accepted: of(0.68),
    otherNumber: of(0.09),
    sent: of(0.66),
    delivered: of(0.64),
    read: of(0.55),
    answered: of(0.47),
    failed: of(0.02),
    results: {
      invited: of(0.66),
      invitation_failed: of(0.02),
      refused: of(0.12),
      forwarded: of(0.06),
      abandoned: of(0.1),
      not_understood: of(0.04),
    },
    languages: { de: of(0.86), en: calls - of(0.86) },
    hangUps: {
      reuseQuestion: of(0.05),
      tryAgain: of(0.012),
      phoneQuestion: of(0.024),
      phoneAgain: of(0.006),
      readBack: of(0.008),
    },
    notUnderstood: {
      reuseQuestion: of(0.06),
      phoneQuestion: of(0.05),
      phoneAgain: of(0.014),
      readBack: of(0.01),
    },
    silences: { reuseQuestion: of(0.04), phoneQuestion: of(0.012), tryAgain: of(0.016) },
    secondsToInvitation: 31.4,
    secondsToFirstMessage: 412,
    callSeconds: 44.6,
    answersByKey: of(0.31),
    answersBySpeech: of(1.02),
    ...changes,
  }
}

const COUNTED = [
  'calls',
  'offered',
  'accepted',
  'otherNumber',
  'sent',
  'delivered',
  'read',
  'answered',
  'failed',
  'answersByKey',
  'answersBySpeech',
] as const

function addUp(all: readonly CallFigures[]): CallFigures {
  const calls = all.reduce((sum, figures) => sum + figures.calls, 0)
  const total = someFigures(calls)
  for (const name of COUNTED) total[name] = all.reduce((sum, figures) => sum + figures[name], 0)
  return calls === 0 ? NO_FIGURES : total
}

const DAY_MS = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** A period as the server would answer it; busy on weekdays and quiet at weekends, the same for the same days. */
export function aView(from: string, to: string, changes: Partial<CallFiguresView> = {}): CallFiguresView {
  const days: CallFiguresView['days'] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const number = Math.round(at / DAY_MS)
    const weekend = [0, 6].includes(new Date(at).getUTCDay())
    const calls = Math.round((weekend ? 38 : 168) * (0.75 + 0.5 * Math.abs(Math.sin(number * 12.9898))))
    days.push({ date: dayOf(at), figures: someFigures(calls, { read: Math.round(calls * 0.54) }) })
  }
  const total = addUp(days.map(({ figures }) => figures))
  return {
    from,
    to,
    timeZone: BERLIN,
    total,
    days,
    services: [
      { service: HOTLINE, figures: someFigures(Math.round(total.calls * 0.72)) },
      {
        service: ORDERS,
        figures: someFigures(Math.round(total.calls * 0.28), { answered: Math.round(total.calls * 0.09) }),
      },
    ],
    ...changes,
  }
}

export function aService(changes: Partial<ServiceView> = {}): ServiceView {
  return {
    ...HOTLINE,
    template: 'whatsapp-deflector',
    languages: ['de', 'en'],
    country: 'DE',
    timeZone: BERLIN,
    ready: true,
    problems: [],
    unpublished: false,
    ...changes,
  }
}

function ofAll<K extends string, T>(names: readonly K[], value: T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<K, T>
}

/** The settings of a service whose line has this number; `publicNumber` is the one that people know. */
export function someSettings(number: string, publicNumber: string | null): ServiceSettingsView {
  const settings: ServiceSettings = {
    prompts: {},
    autoResponses: {},
    openingHours: { always: true, weekly: ofAll(weekday.options, []), exceptions: [], holidays: null },
    deflector: { companyName: 'Muster GmbH', forwardTo: null, whenRefused: 'goodbye' },
    invitation: { template: 'callover_invitation', values: {} },
    telephony: { beep: true, recordSpeech: false, keepTranscripts: false, publicNumber, voices: {} },
  }
  const languages = spokenLanguage.options
  return {
    service: aService(),
    version: 1,
    draft: settings,
    published: settings,
    publishedAt: '2026-11-01T08:00:00.000Z',
    publishedBy: null,
    savedAt: '2026-11-01T08:00:00.000Z',
    savedBy: null,
    defaults: {
      prompts: ofAll(languages, ofAll(deflectorPromptName.options, '…')),
      autoResponses: ofAll(languages, { online: '…', offline: '…' }),
    },
    templates: [],
    line: { provider: 'twilio', number, records: false, voices: ofAll(languages, []) },
  }
}

export function aStep(changes: Partial<CallStep> = {}): CallStep {
  return {
    at: '2026-11-21T12:00:05.000Z',
    asked: 'reuseQuestion',
    input: 'speech',
    understood: 'yes',
    ...changes,
  }
}

export function aCall(number: number, changes: Partial<CallView> = {}): CallView {
  return {
    id: anId(9000 + number),
    startedAt: '2026-11-21T12:00:00.000Z',
    endedAt: '2026-11-21T12:00:44.000Z',
    language: 'de',
    callerKind: 'mobile',
    callerTitle: '+49 **** *******',
    otherNumber: false,
    result: 'invited',
    steps: [aStep()],
    service: HOTLINE,
    durationSeconds: 44,
    conversation: { id: anId(7000 + number), number: 48_210 - number },
    invitation: { status: 'delivered', answeredAt: null },
    ...changes,
  }
}

const ENDINGS: readonly Partial<CallView>[] = [
  {
    result: 'in_progress',
    endedAt: null,
    durationSeconds: null,
    invitation: null,
    conversation: null,
    steps: [],
  },
  { invitation: { status: 'read', answeredAt: '2026-11-21T12:09:00.000Z' } },
  { invitation: { status: 'delivered', answeredAt: null } },
  {
    callerKind: 'fixed',
    otherNumber: true,
    invitation: { status: 'read', answeredAt: null },
    steps: [
      aStep({ asked: 'phoneQuestion', input: 'none', understood: 'silence' }),
      aStep({ asked: 'phoneAgain', input: 'speech', understood: 'partial_number' }),
      aStep({ asked: 'andTheRest', input: 'speech', understood: 'number' }),
      aStep({ asked: 'readBack', input: 'keys', understood: 'yes' }),
    ],
  },
  {
    result: 'refused',
    invitation: null,
    conversation: null,
    steps: [aStep({ understood: 'no' }), aStep({ asked: 'phoneQuestion', understood: 'refused' })],
  },
  { result: 'abandoned', invitation: null, conversation: null, steps: [], durationSeconds: 9 },
  {
    result: 'invitation_failed',
    callerKind: 'mobile_or_fixed',
    callerTitle: '+39 *** *******',
    language: 'en',
    invitation: { status: 'failed', answeredAt: null, errorCode: 'not_on_channel' },
  },
  {
    result: 'not_understood',
    callerKind: 'withheld',
    callerTitle: null,
    invitation: null,
    conversation: null,
    steps: [
      aStep({ asked: 'phoneQuestion', understood: 'not_understood' }),
      aStep({ asked: 'phoneAgain', understood: 'not_understood' }),
      aStep({ asked: 'phoneKeys', input: 'none', understood: 'silence' }),
    ],
  },
  { result: 'forwarded', invitation: null, conversation: null, steps: [aStep({ understood: 'agent' })] },
]

/** Calls of every ending, one every few minutes before `now`. */
export function someCalls(count: number, now: Date): CallView[] {
  return Array.from({ length: count }, (_, index) => {
    const ending = index === 0 ? ENDINGS[0]! : ENDINGS[1 + ((index * 5) % (ENDINGS.length - 1))]!
    const startedAt = new Date(now.getTime() - (index * 17 + 1) * 60_000)
    const durationSeconds = 21 + ((index * 37) % 70)
    return aCall(index, {
      startedAt: startedAt.toISOString(),
      endedAt: new Date(startedAt.getTime() + durationSeconds * 1000).toISOString(),
      durationSeconds,
      service: index % 4 === 0 ? ORDERS : HOTLINE,
      ...ending,
    })
  })
}

export const everyResult: readonly CallResult[] = [
  'in_progress',
  'invited',
  'invitation_failed',
  'refused',
  'forwarded',
  'not_understood',
  'abandoned',
  'not_ready',
]
