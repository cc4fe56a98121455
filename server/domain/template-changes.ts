import type { AuditVerb } from '../contract/audit.ts'
import type { TemplateView } from '../contract/template.ts'
import { auditChanges } from './audit-changes.ts'

/** What the platform says of a message template. */
export type TemplateFacts = Omit<TemplateView, 'id' | 'channelId' | 'syncedAt'>

/** A template as it was and as it is; nothing when it was not there before, or is not any more. */
export interface TemplateChange<T extends TemplateFacts = TemplateFacts> {
  before: T | null
  after: T | null
}

/** What differs between two lists of a channel's templates; a template is a name and a language. */
export function templateChanges<K extends TemplateFacts, W extends TemplateFacts>(
  known: readonly K[],
  wanted: readonly W[],
): { before: K | null; after: W | null }[] {
  const wantedKeys = new Set(wanted.map(templateName))
  const knownByKey = new Map(known.map((template) => [templateName(template), template]))
  const gone = known.filter((template) => !wantedKeys.has(templateName(template)))
  const pairs = wanted.map((after) => ({ before: knownByKey.get(templateName(after)) ?? null, after }))
  return [...pairs.filter(isTemplateChange), ...gone.map((before) => ({ before, after: null }))]
}

/** Whether people would see any difference. */
export function isTemplateChange({ before, after }: TemplateChange): boolean {
  return auditChanges(told(before), told(after)).length > 0
}

/** What the audit log says of a change: its verb, and the template as it was and is. */
export function toldOfTemplate({ before, after }: TemplateChange): {
  verb: AuditVerb
  before: object
  after: object
} {
  return { verb: verbOf(before, after), before: told(before), after: told(after) }
}

/** `name (language)`. */
export function templateName({ name, language }: Pick<TemplateFacts, 'name' | 'language'>): string {
  return `${name} (${language})`
}

/** The platform's words for what people call approved and declined. */
const VERBS: Readonly<Record<string, AuditVerb>> = { APPROVED: 'approved', REJECTED: 'declined' }

function verbOf(before: TemplateFacts | null, after: TemplateFacts | null): AuditVerb {
  if (before === null) return 'created'
  if (after === null) return 'deleted'
  return before.status === after.status ? 'changed' : (VERBS[after.status] ?? 'changed')
}

function told(template: TemplateFacts | null): object {
  if (template === null) return {}
  const { status, category, quality, parameterFormat, header, body, bodyParameters, footer, buttons } =
    template
  return { status, category, quality, parameterFormat, header, body, bodyParameters, footer, buttons }
}
