import type { SentTemplate } from '../contract/message.ts'
import type { TemplateValues, TemplateView } from '../contract/template.ts'

/** A template with its values filled in: the text for the thread, and what is still missing. */
export interface FilledTemplate {
  text: string
  sent: SentTemplate
  /** Paths of values that must be given, such as `body.1`. */
  missing: string[]
}

const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g

/** Replaces `{{1}}` and `{{name}}`; what has no value stays visible. */
export function fillPlaceholders(text: string, values: Record<string, string> = {}): string {
  return text.replaceAll(PLACEHOLDER, (whole, key: string) =>
    Object.hasOwn(values, key) ? (values[key] ?? whole) : whole,
  )
}

/** Fills a template. Never throws: whoever sends decides by `missing`. */
export function fillTemplate(template: TemplateView, values: TemplateValues): FilledTemplate {
  const missing = missingValues(template, values)
  const header =
    template.header?.kind === 'text' ? fillPlaceholders(template.header.text, values.header) : undefined
  const buttons = template.buttons.map((button) => ({ kind: button.kind, text: button.text }))
  return {
    text: fillPlaceholders(template.body, values.body),
    sent: {
      name: template.name,
      language: template.language,
      ...(header === undefined ? {} : { header }),
      ...(template.footer === null ? {} : { footer: template.footer }),
      ...(buttons.length === 0 ? {} : { buttons }),
    },
    missing,
  }
}

function missingValues(template: TemplateView, values: TemplateValues): string[] {
  const given = (record: Record<string, string> | undefined, key: string): boolean =>
    record !== undefined && Object.hasOwn(record, key) && (record[key] ?? '').trim() !== ''
  const missing = template.bodyParameters
    .filter(({ key }) => !given(values.body, key))
    .map(({ key }) => `body.${key}`)
  if (template.header?.kind === 'text') {
    missing.push(
      ...template.header.parameters
        .filter(({ key }) => !given(values.header, key))
        .map(({ key }) => `header.${key}`),
    )
  }
  if (template.header?.kind === 'media' && values.headerAttachmentId === undefined)
    missing.push('headerAttachmentId')
  missing.push(
    ...template.buttons
      .filter((button) => button.parameter !== undefined && !given(values.buttons, String(button.index)))
      .map((button) => `buttons.${button.index}`),
  )
  return missing
}
