import { useTranslation } from 'react-i18next'
import type { AuditChange, AuditEntryView } from '../../../../../server/contract/audit.ts'
import { role } from '../../../../../server/contract/member.ts'
import { keepingPeriod } from '../../../../../server/contract/policy.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import type { ValueWords } from '../../../components/changes/BeforeAndAfter.tsx'
import { weekdayName } from '../hours/zoned-words.ts'
import { AUTO_RESPONSES, PROMPTS, WEEKDAYS } from '../state/fields.ts'

type Json = AuditChange['before']

/** Fields that have words of their own, whatever they are part of. */
const FIELDS = [
  'account',
  'accountId',
  'active',
  'address',
  'always',
  'anonymiseNumbers',
  'autoResponses',
  'beep',
  'body',
  'bodyParameters',
  'buttons',
  'category',
  'channels',
  'companyName',
  'country',
  'deflector',
  'deletionAt',
  'dialogueData',
  'dialogueDataPeriod',
  'draft',
  'email',
  'entraTenants',
  'events',
  'exceptions',
  'expiresAt',
  'extension',
  'footer',
  'forwardTo',
  'header',
  'holidays',
  'invitation',
  'keepTranscripts',
  'kind',
  'languages',
  'name',
  'openingHours',
  'orderId',
  'outboundCalls',
  'parameterFormat',
  'password',
  'phoneNumber',
  'picture',
  'policy',
  'prefix',
  'product',
  'prompts',
  'provider',
  'publicNumber',
  'quality',
  'recordSpeech',
  'recording',
  'recordingDays',
  'recoveryCodes',
  'reference',
  'retentionDays',
  'roles',
  'scopes',
  'startsOn',
  'state',
  'status',
  'telephony',
  'template',
  'templates',
  'timeZone',
  'twoFactor',
  'twoFactorRequired',
  'url',
  'values',
  'version',
  'voices',
  'weekly',
  'whenRefused',
] as const

/** Languages as settings name them. */
const LANGUAGE = /^(de|en|nl|es)$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

export interface AuditWords {
  titleOf: (entry: AuditEntryView) => string
  nameOf: (path: string) => string
  valueOf: (path: string, value: Json) => ValueWords
}

/** Tells entries of the audit log in the reader's language; what nobody has words for is told as it is written. */
export function useAuditWords(): AuditWords {
  const { t } = useTranslation(['people', 'common', 'studio'])
  const format = useFormat()

  function partOf(part: string): string {
    if (LANGUAGE.test(part)) return format.languageName(part)
    const prompt = PROMPTS.find((name) => name === part)
    if (prompt !== undefined) return t(`studio:content.prompt.${prompt}.label`)
    const response = AUTO_RESPONSES.find((name) => name === part)
    if (response !== undefined) return t(`studio:content.autoResponse.${response}.label`)
    if (WEEKDAYS.some((day) => day === part)) return weekdayName(format.language, part)
    const known = FIELDS.find((name) => name === part)
    return known === undefined ? inWords(part) : t(`people:audit.field.${known}`)
  }

  function textOf(path: string, value: Exclude<Json, null>): string {
    const name = path.split('.').at(-1) ?? ''
    if (typeof value === 'boolean') return t(value ? 'people:audit.yes' : 'people:audit.no')
    if (typeof value === 'number') return format.number(value)
    if (Array.isArray(value)) {
      return value.map((one) => (one === null ? '' : textOf(path, one))).join(', ')
    }
    if (typeof value === 'object') return JSON.stringify(value)
    const knownRole = name === 'roles' ? role.safeParse(value).data : undefined
    if (knownRole !== undefined) return t(`common:role.${knownRole}`)
    const period = name === 'dialogueDataPeriod' ? keepingPeriod.safeParse(value).data : undefined
    if (period !== undefined) return t(`people:audit.period.${period}`)
    if (name === 'languages') return format.languageName(value)
    if (name === 'country') return format.country(value)
    if (INSTANT.test(value) && !Number.isNaN(Date.parse(value))) return format.dateTime(new Date(value))
    return safeName(value)
  }

  return {
    titleOf({ verb, object }) {
      const kind = t(`people:audit.kind.${object.kind}`)
      const name = safeName(object.name)
      const what = name === '' ? kind : t('people:audit.object', { kind, name })
      return t(`people:audit.verb.${verb}`, { what })
    },
    nameOf: (path) => (path === '' ? t('people:audit.whole') : path.split('.').map(partOf).join(' › ')),
    valueOf(path, value) {
      const nothing = value === null || value === '' || (Array.isArray(value) && value.length === 0)
      return nothing
        ? { text: t('people:audit.none'), quiet: true }
        : { text: textOf(path, value), quiet: false }
    },
  }
}

/** `forwardTo` as `forward to`. */
function inWords(name: string): string {
  return name.replaceAll(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  )
}
