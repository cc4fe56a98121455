import type { TemplateValues, TemplateView } from '../../../../../server/contract/template.ts'

/** Something a person fills in before a template can leave. */
export type TemplateField =
  | { id: string; part: 'header' | 'body'; key: string; example: string | undefined }
  | {
      id: string
      part: 'button'
      index: number
      use: 'url' | 'code' | 'button'
      button: string
      example: string | undefined
    }
  | { id: 'file'; part: 'file'; media: 'image' | 'video' | 'document' }

/** By the field's `id`. */
export type FieldValues = Readonly<Record<string, string>>

/** The file for a media header: how far it is. */
export type HeaderFile =
  { state: 'none' } | { state: 'uploading' } | { state: 'failed' } | { state: 'ready'; attachmentId: string }

export type FieldIssue =
  | {
      code: 'required' | 'newline' | 'spaces' | 'whitespace' | 'fileMissing' | 'fileUploading' | 'fileFailed'
    }
  | { code: 'tooLong' | 'totalHeader' | 'totalBody'; max: number }

/** WhatsApp's limits for a template with its values filled in. */
const HEADER_LIMIT = 60
const BODY_LIMIT = 1024
/** The contract's limits for one value. */
const TEXT_VALUE_LIMIT = 1024
const BUTTON_VALUE_LIMIT = 2000

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/gu

/** What has to be filled in, in the order of the template. */
export function templateFields(template: TemplateView): TemplateField[] {
  const { header } = template
  const fields: TemplateField[] = []
  if (header?.kind === 'media') fields.push({ id: 'file', part: 'file', media: header.media })
  if (header?.kind === 'text') {
    for (const { key, example } of header.parameters)
      fields.push({ id: `header ${key}`, part: 'header', key, example })
  }
  for (const { key, example } of template.bodyParameters)
    fields.push({ id: `body ${key}`, part: 'body', key, example })
  for (const { index, kind, text, parameter } of template.buttons) {
    if (parameter === undefined) continue
    const use = kind === 'url' ? 'url' : kind === 'copy_code' ? 'code' : 'button'
    fields.push({
      id: `button ${index}`,
      part: 'button',
      index,
      use,
      button: text,
      example: parameter.example,
    })
  }
  return fields
}

/** Whether every part of the template can be filled in here; a header with a place cannot. */
export function isFillable(template: TemplateView): boolean {
  return template.header?.kind !== 'location'
}

/** A text with its values; what has none yet stays visible as `[key]`. */
export function fillText(text: string, valueOf: (key: string) => string): string {
  return text.replace(PLACEHOLDER, (_, key: string) => {
    const value = valueOf(key).trim()
    return value === '' ? `[${key}]` : value
  })
}

export function filledHeader(template: TemplateView, values: FieldValues): string | undefined {
  if (template.header?.kind !== 'text') return undefined
  return fillText(template.header.text, (key) => values[`header ${key}`] ?? '')
}

export function filledBody(template: TemplateView, values: FieldValues): string {
  return fillText(template.body, (key) => values[`body ${key}`] ?? '')
}

/** What is wrong with each field, by its id; nothing when the template can leave. */
export function templateIssues(
  template: TemplateView,
  values: FieldValues,
  file: HeaderFile,
): Readonly<Record<string, FieldIssue>> {
  const issues: Record<string, FieldIssue> = {}
  for (const field of templateFields(template)) {
    const issue = field.part === 'file' ? fileIssue(file) : valueIssue(field, values[field.id] ?? '')
    if (issue !== null) issues[field.id] = issue
  }
  blameLongest(issues, template, values)
  return issues
}

function fileIssue(file: HeaderFile): FieldIssue | null {
  switch (file.state) {
    case 'none':
      return { code: 'fileMissing' }
    case 'uploading':
      return { code: 'fileUploading' }
    case 'failed':
      return { code: 'fileFailed' }
    case 'ready':
      return null
  }
}

type TextField = Exclude<TemplateField, { part: 'file' }>

function valueIssue(field: TextField, given: string): FieldIssue | null {
  const value = given.trim()
  if (value === '') return { code: 'required' }
  if (/[\n\r\t]/u.test(value)) return { code: 'newline' }
  if (/ {5,}/u.test(value)) return { code: 'spaces' }
  if (field.part === 'button' && /\s/u.test(value)) return { code: 'whitespace' }
  const max = field.part === 'button' ? BUTTON_VALUE_LIMIT : TEXT_VALUE_LIMIT
  return value.length > max ? { code: 'tooLong', max } : null
}

/** A text that is too long as a whole is put down to its longest value. */
function blameLongest(issues: Record<string, FieldIssue>, template: TemplateView, values: FieldValues): void {
  const parts = [
    {
      part: 'header',
      length: (filledHeader(template, values) ?? '').length,
      max: HEADER_LIMIT,
      code: 'totalHeader',
    },
    { part: 'body', length: filledBody(template, values).length, max: BODY_LIMIT, code: 'totalBody' },
  ] as const
  for (const { part, length, max, code } of parts) {
    if (length <= max) continue
    const longest = templateFields(template)
      .filter((field) => field.part === part)
      .sort((one, other) => (values[other.id] ?? '').length - (values[one.id] ?? '').length)[0]
    if (longest !== undefined) issues[longest.id] ??= { code, max }
  }
}

/** The values as the contract wants them; only of parts that have any. */
export function templateValuesOf(
  template: TemplateView,
  values: FieldValues,
  file: HeaderFile,
): TemplateValues {
  const header: Record<string, string> = {}
  const body: Record<string, string> = {}
  const buttons: Record<string, string> = {}
  for (const field of templateFields(template)) {
    const value = (values[field.id] ?? '').trim()
    if (field.part === 'header') header[field.key] = value
    else if (field.part === 'body') body[field.key] = value
    else if (field.part === 'button') buttons[String(field.index)] = value
  }
  return {
    ...(Object.keys(header).length === 0 ? {} : { header }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
    ...(Object.keys(buttons).length === 0 ? {} : { buttons }),
    ...(file.state === 'ready' ? { headerAttachmentId: file.attachmentId } : {}),
  }
}

const NAME_KEY =
  /^(?:.*[_-])?(?:name|vorname|nachname|firstname|first|kunde|kundenname|naam|voornaam|nombre)$/iu
const GREETING =
  /(?:^|[\s*_])(?:hallo|hi|hello|hey|dear|liebe[r]?|guten (?:tag|morgen|abend)|moin|servus|beste|dag|hola|estimad[oa]|buenos d[ií]as)[\s,*_]*$/iu

/** Values that we can guess: the contact's name where the template greets, the draft where one text is left. */
export function prefilledValues(template: TemplateView, contactName: string, draft: string): FieldValues {
  const values: Record<string, string> = {}
  const name = contactName.trim()
  const hasName = /^\p{L}/u.test(name)
  const open: string[] = []
  for (const field of templateFields(template)) {
    if (field.part !== 'header' && field.part !== 'body') continue
    const text =
      field.part === 'body' ? template.body : template.header?.kind === 'text' ? template.header.text : ''
    if (hasName && isNameLike(field.key, text)) values[field.id] = name
    else if (field.part === 'body') open.push(field.id)
  }
  const line = singleLine(draft)
  const only = open[0]
  if (only !== undefined && open.length === 1 && line !== '') values[only] = line
  return values
}

function isNameLike(key: string, text: string): boolean {
  if (NAME_KEY.test(key)) return true
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match[1] === key) return GREETING.test(text.slice(0, match.index))
  }
  return false
}

/** Values of templates are a single line. */
export function singleLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
