import { begin, step } from '../../../server/domain/deflector/deflector.ts'
import { DEFAULT_PROMPTS } from '../../../server/domain/deflector/prompts.ts'
import type {
  DeflectorContext,
  DeflectorSettings,
  DeflectorState,
} from '../../../server/domain/deflector/state.ts'
import type {
  DialogueAction,
  DialogueEvent,
  DialogueStep,
  Listening,
  Transition,
} from '../../../server/domain/dialogue.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'
import { createNumberPlan } from '../../../server/lib/number-plan.ts'

export const plan = createNumberPlan()

/** Numbers reserved for films, or patterned; never sent to. */
export const MOBILE = { de: '+491713920012', en: '+447400123456', nl: '+31612345678', es: '+34612345678' }
export const OTHER_MOBILE = '+491713920034'
export const LANDLINE = '+493023125000'
/** Nobody can tell from outside what an American number is. */
export const IN_DOUBT = '+12025550123'
export const VOIP = '+31851234567'
export const FORWARD_TO = '+493023125999'

const START = new Date('2026-03-10T12:00:00.000Z')
const voice = { name: null, speed: 1 }

export function settings(change: Partial<DeflectorSettings> = {}): DeflectorSettings {
  return {
    languages: ['de', 'en', 'nl', 'es'],
    country: 'DE',
    prompts: DEFAULT_PROMPTS,
    voices: { de: voice, en: voice, nl: voice, es: voice },
    companyName: 'Muster GmbH',
    beep: false,
    recordSpeech: false,
    forwardTo: null,
    whenRefused: 'goodbye',
    ready: true,
    ...change,
  }
}

/** One call, step by step, as a caller lives through it. */
export class PhoneCall {
  readonly context: DeflectorContext
  state: DeflectorState
  actions: readonly DialogueAction[]
  readonly steps: DialogueStep[] = []
  readonly all: DialogueAction[] = []
  now = START

  constructor(callerId: string, change: Partial<DeflectorSettings> = {}, dialled = '+4930987654') {
    this.context = { settings: settings(change), plan }
    const { state, actions } = begin(this.context, { callerId, dialled }, START)
    this.state = state
    this.actions = actions
    this.all.push(...actions)
  }

  on(event: DialogueEvent): this {
    const transition: Transition<DeflectorState> = step(this.context, this.state, event, this.now)
    this.state = transition.state
    this.actions = transition.actions
    this.all.push(...transition.actions)
    if (transition.step !== undefined) this.steps.push(transition.step)
    return this
  }

  /** Says one thing, or lets the recogniser have several readings of it. */
  say(...readings: (string | { text: string; confidence: number | null })[]): this {
    const alternatives = readings.map((reading) =>
      typeof reading === 'string' ? { text: reading, confidence: 0.9 } : reading,
    )
    return this.on({ type: 'speech', alternatives })
  }

  press(digits: string): this {
    return this.on({ type: 'keys', digits })
  }

  silence(): this {
    return this.on({ type: 'silence' })
  }

  mumble(): this {
    return this.on({ type: 'unintelligible' })
  }

  invitation(outcome: 'waiting' | 'sent' | 'delivered'): this {
    return this.on({ type: 'invitation', outcome })
  }

  after(milliseconds: number): this {
    this.now = new Date(this.now.getTime() + milliseconds)
    return this
  }

  /** Names of what was said last, in order. */
  get prompts(): string[] {
    return this.actions.flatMap((action) => (action.do === 'say' ? [action.speech.prompt] : []))
  }

  get text(): string {
    return this.actions.flatMap((action) => (action.do === 'say' ? [action.speech.text] : [])).join(' ')
  }

  get listening(): Listening | null {
    const last = this.actions.at(-1)
    return last?.do === 'listen' ? last.listening : null
  }

  get understood(): string | undefined {
    return this.steps.at(-1)?.understood
  }

  get invitedNumbers(): string[] {
    return this.all.flatMap((action) => (action.do === 'send_invitation' ? [action.to] : []))
  }

  get kinds(): string[] {
    return this.actions.map((action) => action.do)
  }
}

interface Phrases {
  yes: string
  no: string
  other: string
  refuse: string
  agent: string
  repeat: string
  wait: string
  object: string
  babble: string
  sameNumber: string
}

/** What callers say, by language. */
export const SAYS: Readonly<Record<SpokenLanguage, Phrases>> = {
  de: {
    yes: 'ja gern',
    no: 'nein',
    other: 'nein, eine andere Nummer',
    refuse: 'ich will kein WhatsApp',
    agent: 'einen Mitarbeiter bitte',
    repeat: 'noch einmal bitte',
    wait: 'einen Moment bitte',
    object: 'nicht aufzeichnen',
    babble: 'Kartoffelsalat Straßenbahn',
    sameNumber: 'die Nummer, von der ich anrufe',
  },
  en: {
    yes: 'yes please',
    no: 'no',
    other: 'no, a different number',
    refuse: 'I do not want WhatsApp',
    agent: 'I want to speak to someone',
    repeat: 'could you repeat that',
    wait: 'one moment please',
    object: 'do not record',
    babble: 'purple elephant sandwich',
    sameNumber: 'the number I am calling from',
  },
  nl: {
    yes: 'ja graag',
    no: 'nee',
    other: 'nee, een ander nummer',
    refuse: 'ik wil geen WhatsApp',
    agent: 'een medewerker graag',
    repeat: 'nog een keer alstublieft',
    wait: 'een momentje',
    object: 'niet opnemen',
    babble: 'boterham paraplu fietsbel',
    sameNumber: 'het nummer waarmee ik bel',
  },
  es: {
    yes: 'sí, por favor',
    no: 'no',
    other: 'no, a otro número',
    refuse: 'no quiero WhatsApp',
    agent: 'quiero hablar con un agente',
    repeat: 'repita por favor',
    wait: 'un momento',
    object: 'no grabar',
    babble: 'paraguas tortilla ventana',
    sameNumber: 'el número desde el que llamo',
  },
}

export const LANGUAGES: readonly SpokenLanguage[] = ['de', 'en', 'nl', 'es']
