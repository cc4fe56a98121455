import { InvalidInputError } from '../../lib/errors.ts'
import { createNumberPlan } from '../../lib/number-plan.ts'
import type { SettingField } from '../../lib/setting-fields.ts'
import type { Platform } from './platforms.ts'

type Values = Readonly<Record<string, string>>
type Settings = Record<string, unknown>
interface Issue {
  path: string
  message: string
}

const plan = createNumberPlan()

/** What entered values are read against. */
export interface ValueContext {
  platform: Platform
  /** What is stored; empty for a channel that is being connected. */
  stored: Settings
  /** Two letters: where a number without a country code is at home. */
  country: string
  /** Addresses below which a platform may be, besides its own hosts. */
  trustedBases: readonly string[]
}

/**
 * Settings from what people entered: numbers as E.164, a secret that is left out as it was, anything else that is left out as
 * the platform has it. What no form asks for stays as it was. Throws `InvalidInputError` naming `values.<field>` for
 * everything that the platform's own check refuses.
 */
export function settingsFrom(values: Values, context: ValueContext): Settings {
  const { platform, stored } = context
  const names = new Set(platform.fields.map(({ name }) => name))
  const unknown = Object.keys(values).filter((name) => !names.has(name))
  const settings = Object.fromEntries([
    ...Object.entries(stored).filter(([name]) => !names.has(name)),
    ...platform.fields.flatMap((field) => entryOf(field, values, context)),
  ])
  refuse([
    ...unknown.map((name) => ({ path: name, message: 'is not asked for' })),
    ...platform.fields.flatMap((field) => addressFaults(field, settings, context)),
    ...openingFaults(platform, settings),
  ])
  return settings
}

function entryOf(
  { name, kind }: SettingField,
  values: Values,
  { stored, country }: ValueContext,
): [string, unknown][] {
  const given = values[name]?.trim() ?? ''
  // A form shows no secret, so it can only leave it empty.
  if (given === '') return kind === 'secret' && stored[name] !== undefined ? [[name, stored[name]]] : []
  return [[name, kind === 'phone' ? internationalNumber(given, country) : given]]
}

/** As people write numbers: with blanks, slashes, and the zero in brackets that is dialled at home only. */
function internationalNumber(given: string, country: string): string {
  const international = /^\s*(\+|00)/.test(given)
  const digits = (international ? given.replace('(0)', '') : given).replaceAll(/[^\d+]/g, '')
  return plan.parse(digits, country)?.e164 ?? digits.replace(/^00/, '+')
}

/** Our server asks this address on people's behalf: it must be the platform's, not one of a network that only we reach. */
function addressFaults(
  { name, kind, hosts = [] }: SettingField,
  settings: Settings,
  { stored, trustedBases }: ValueContext,
): Issue[] {
  const address = settings[name]
  if (kind !== 'url' || typeof address !== 'string' || address === stored[name]) return []
  if (!URL.canParse(address)) return []
  const url = new URL(address)
  const isPlatforms =
    url.protocol === 'https:' &&
    url.port === '' &&
    hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  const isTrusted = trustedBases.some((base) => url.href.startsWith(`${base}/`))
  if ((isPlatforms || isTrusted) && url.username === '' && url.password === '') return []
  return [{ path: name, message: `must be an address of the platform (${hosts.join(', ')})` }]
}

function openingFaults(platform: Platform, settings: Settings): Issue[] {
  try {
    platform.open(settings)
    return []
  } catch (error) {
    if (error instanceof InvalidInputError) return [...error.issues]
    throw error
  }
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new InvalidInputError(issues.map(({ path, message }) => ({ path: `values.${path}`, message })))
}

/** What a form may show of settings: no secret, and nothing that it does not ask for. */
export function shownValues(platform: Platform, settings: Settings): Record<string, string> {
  const shown = platform.fields.filter(({ kind }) => kind !== 'secret')
  return Object.fromEntries(textsOf(shown, settings))
}

/** The secrets that are there, by field. */
export function secretValues(platform: Platform, settings: Settings): Record<string, string> {
  const secrets = platform.fields.filter(({ kind }) => kind === 'secret')
  return Object.fromEntries(textsOf(secrets, settings))
}

function textsOf(fields: readonly SettingField[], settings: Settings): [string, string][] {
  return fields.flatMap(({ name }): [string, string][] => {
    const value = settings[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  })
}

/**
 * The number or account at the platform. A voice line's number leads to one line, whichever platform has it; a messaging
 * platform's account is known by that platform's id.
 */
export function accountKeyOf({ kind, provider, fields }: Platform, settings: Settings): string {
  const name = fields.find(({ identifies }) => identifies)?.name ?? ''
  const named = settings[name]
  const value = typeof named === 'string' ? named : ''
  return kind === 'telephony' ? `telephony ${value}` : `${kind} ${provider} ${value}`
}

/** What people know the channel by: its number where it has one. */
export function addressOf(settings: Settings, name: string): string {
  const number = settings['phoneNumber']
  return typeof number === 'string' ? number : name
}
