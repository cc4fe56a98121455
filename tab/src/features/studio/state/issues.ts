import { serviceSettings, type ServiceSettings } from '../../../../../server/contract/service-settings.ts'
import type { Section } from '../studio-place.ts'

export type IssueCode =
  'tooLong' | 'tooMany' | 'number' | 'time' | 'backwards' | 'overlap' | 'date' | 'twice' | 'refused'

/** Something that keeps settings from being saved. */
export interface SettingsIssue {
  /** As in the settings, such as `openingHours.weekly.mon.0.to`. */
  path: string
  code: IssueCode
}

/** What is wrong by the contract's own rules; nothing when it may be saved. */
export function issuesOf(settings: ServiceSettings): SettingsIssue[] {
  const checked = serviceSettings.safeParse(settings)
  const found = checked.success
    ? []
    : checked.error.issues.map(({ path, code }) => issueAt(path.map(String).join('.'), code))
  return [...found.filter((issue) => tellsMore(issue, found)), ...repeatedDays(settings)]
}

/** Of times that are none nobody need be told that they are in the wrong order. */
function tellsMore({ path, code }: SettingsIssue, others: readonly SettingsIssue[]): boolean {
  if (code !== 'backwards') return path !== EXCEPTIONS
  const interval = path.replace(/\.(?:from|to)$/, '')
  return !others.some((other) => other.code === 'time' && other.path.startsWith(`${interval}.`))
}

const EXCEPTIONS = 'openingHours.exceptions'
const DAY = /^openingHours\.(?:weekly\.\w+|exceptions\.\d+\.intervals)$/
const TIME = /^openingHours\.(?:weekly\.\w+|exceptions\.\d+\.intervals)\.\d+\.(?:from|to)$/

/** The kind of thing that is wrong at a place; `code` is zod's and absent for what the server has found. */
function issueAt(path: string, code?: string): SettingsIssue {
  if (code === 'too_big') return { path, code: DAY.test(path) ? 'tooMany' : 'tooLong' }
  if (DAY.test(path)) return { path, code: 'overlap' }
  if (TIME.test(path)) return { path, code: code === 'custom' ? 'backwards' : 'time' }
  if (/^openingHours\.exceptions\.\d+\.date$/.test(path)) return { path, code: 'date' }
  if (path === 'telephony.publicNumber' || path === 'deflector.forwardTo') return { path, code: 'number' }
  return { path, code: 'refused' }
}

/** The contract finds that a day is named twice, here is where. */
function repeatedDays({ openingHours }: ServiceSettings): SettingsIssue[] {
  const dates = openingHours.exceptions.map(({ date }) => date)
  return dates.flatMap((date, index) =>
    date !== '' && dates.indexOf(date) < index
      ? [{ path: `${EXCEPTIONS}.${index}.date`, code: 'twice' as const }]
      : [],
  )
}

/** The same for what the server has refused; its paths begin with the name of the body's part. */
export function issuesOfProblem(issues: readonly { path: string }[]): SettingsIssue[] {
  return issues.map(({ path }) => issueAt(path.replace(/^settings\./, '')))
}

const SECTION_OF: Readonly<Record<string, Exclude<Section, 'overview'>>> = {
  prompts: 'content',
  autoResponses: 'content',
  invitation: 'invitation',
  openingHours: 'hours',
  deflector: 'telephony',
  telephony: 'telephony',
}

/** Where an issue can be put right. */
export function sectionOfPath(path: string): Exclude<Section, 'overview'> | null {
  return SECTION_OF[path.split('.')[0] ?? ''] ?? null
}
