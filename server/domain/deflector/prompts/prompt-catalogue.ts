import type { DeflectorPrompts } from '../state.ts'

/**
 * What the deflector says besides the five prompts that people write. Questions end with the keys; whatever a "yes"
 * may answer names WhatsApp and the company, because that sentence is the opt-in. `{{company}}` is the company's name,
 * `{{number}}` a number in spoken digits.
 */
export interface SystemPrompts {
  /** Put before the reuse question where a number does not tell whether it is a mobile one. */
  ifMobile: string
  reuseKeys: string
  phoneAgain: string
  phoneKeys: string
  andTheRest: string
  readBack: string
  readBackOther: string
  readBackCaller: string
  confirmKeys: string
  confirmCallerKeys: string

  nothingHeard: string
  stillThere: string
  notUnderstood: string
  repeatQuestion: string
  takeYourTime: string
  startAgain: string
  soFar: string
  incomplete: string
  notANumber: string
  askAnew: string
  landline: string
  serviceNumber: string
  voipNumber: string
  noCallerId: string
  noAgent: string

  recordingNotice: string
  recordingStopped: string
  notRecording: string

  sending: string
  pending: string
  notOnWhatsapp: string
  sendFailed: string
  refused: string
  tooMany: string
  notReady: string
  breakdown: string
  forwarding: string
  forwardFailed: string
  goodbye: string
  callAgain: string
}

export type SystemPromptName = keyof SystemPrompts

/** Everything the deflector says and listens for in one language. */
export interface PromptCatalogue {
  /** The product's own texts of the five prompts. */
  prompts: DeflectorPrompts
  system: Readonly<SystemPrompts>
  /** Zero to nine, as they are read out one by one. */
  digits: readonly string[]
  plus: string
  choiceHints: readonly string[]
  numberHints: readonly string[]
}
