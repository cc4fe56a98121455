import { jambonz } from './jambonz/index.ts'
import type { TelephonyProvider } from './provider.ts'
import { twilio } from './twilio/index.ts'
import { vier } from './vier/index.ts'

/** Every voice platform that we speak; one line each. */
export const providers: readonly TelephonyProvider[] = [twilio, vier, jambonz]

/** The provider of a voice line's record; `undefined` when we have none of that name. */
export function findProvider(provider: string): TelephonyProvider | undefined {
  return providers.find((candidate) => candidate.provider === provider)
}
