import type { z } from 'zod'
import type { templateButton, templateHeader, templateParameter } from '../../contract/template.ts'
import type { ProviderTemplate } from '../channel.ts'
import { compact } from './compact.ts'
import {
  wireTemplate,
  wireTemplateButton,
  wireTemplateComponent,
  type WireTemplate,
  type WireTemplateComponent,
} from './wire.ts'

type TemplateButton = z.infer<typeof templateButton>
type TemplateHeader = z.infer<typeof templateHeader>
type TemplateParameter = z.infer<typeof templateParameter>

/** Components that we can fill, or that need nothing; templates with others are shown but cannot be sent. */
const KNOWN_COMPONENTS: ReadonlySet<string> = new Set([
  'HEADER',
  'BODY',
  'FOOTER',
  'BUTTONS',
  'CALL_PERMISSION_REQUEST',
])
const SENDABLE_HEADERS: ReadonlySet<string> = new Set(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT'])
/** The only status in which a template leaves (template-management page). */
const STATUS_APPROVED = 'APPROVED'

const BUTTON_KINDS = new Map<string, TemplateButton['kind']>([
  ['QUICK_REPLY', 'quick_reply'],
  ['URL', 'url'],
  ['PHONE_NUMBER', 'phone'],
  ['COPY_CODE', 'copy_code'],
  ['FLOW', 'flow'],
  // A one-time code is given like the end of an address (authentication-templates page).
  ['OTP', 'url'],
  // These need no value.
  ['VOICE_CALL', 'other'],
  ['REQUEST_CONTACT_INFO', 'other'],
  ['CATALOG', 'other'],
])

/** One template; none when it has not even a name. */
export function readTemplate(element: unknown): ProviderTemplate[] {
  const wire = wireTemplate.safeParse(element).data
  if (wire === undefined) return []
  const components = (wire.components ?? []).flatMap(
    (item) => wireTemplateComponent.safeParse(item).data ?? [],
  )
  const find = (type: string) => components.find((component) => component.type.toUpperCase() === type)
  const body = find('BODY')
  const bodyText = body?.text ?? ''
  const language = wire.language?.replaceAll('-', '_') ?? ''
  const buttons = find('BUTTONS')?.buttons ?? []
  return [
    {
      externalId: wire.id ?? `${wire.name}/${language}`,
      name: wire.name,
      language,
      category: wire.category ?? '',
      status: wire.status ?? '',
      quality: wire.quality_score?.score ?? null,
      sendable: isSendable(wire, components, buttons),
      parameterFormat: formatOf(wire, components),
      header: readHeader(find('HEADER')),
      body: bodyText,
      bodyParameters: readParameters(bodyText, (key) => bodyExample(body, key)),
      footer: find('FOOTER')?.text ?? null,
      buttons: buttons.flatMap(readButton),
    },
  ]
}

function isSendable(wire: WireTemplate, components: WireTemplateComponent[], buttons: unknown[]): boolean {
  // A template is a name and a language (templates overview page).
  if (wire.status !== STATUS_APPROVED || wire.language === undefined) return false
  return (
    components.every(isFillable) &&
    buttons.every((button) =>
      BUTTON_KINDS.has(wireTemplateButton.safeParse(button).data?.type.toUpperCase() ?? ''),
    )
  )
}

function isFillable(component: WireTemplateComponent): boolean {
  const type = component.type.toUpperCase()
  if (type === 'HEADER') return SENDABLE_HEADERS.has(component.format?.toUpperCase() ?? 'TEXT')
  return KNOWN_COMPONENTS.has(type)
}

/** Older answers do not name the format; then the placeholders tell. */
function formatOf(wire: WireTemplate, components: WireTemplateComponent[]): 'positional' | 'named' {
  const format = wire.parameter_format?.toUpperCase()
  if (format !== undefined) return format === 'NAMED' ? 'named' : 'positional'
  const keys = components.flatMap((component) => placeholdersOf(component.text ?? ''))
  return keys.some((key) => !/^\d+$/.test(key)) ? 'named' : 'positional'
}

function placeholdersOf(text: string): string[] {
  const keys = [...text.matchAll(/\{\{\s*(\w{1,100})\s*\}\}/g)].flatMap(([, key]) => key ?? [])
  const unique = [...new Set(keys)]
  // Positional values are sent in the order of their numbers, wherever they stand in the text.
  return unique.every((key) => /^\d+$/.test(key)) ? unique.toSorted((a, b) => Number(a) - Number(b)) : unique
}

function readParameters(text: string, exampleOf: (key: string) => string | undefined): TemplateParameter[] {
  return placeholdersOf(text).map((key) => compact({ key, example: exampleOf(key) }))
}

function bodyExample(body: WireTemplateComponent | undefined, key: string): string | undefined {
  const named = body?.example?.body_text_named_params?.find((param) => param.param_name === key)
  return named?.example ?? body?.example?.body_text?.[0]?.[Number(key) - 1]
}

function headerExample(header: WireTemplateComponent, key: string): string | undefined {
  const named = header.example?.header_text_named_params?.find((param) => param.param_name === key)
  return named?.example ?? header.example?.header_text?.[Number(key) - 1]
}

function readHeader(header: WireTemplateComponent | undefined): TemplateHeader | null {
  if (header === undefined) return null
  switch (header.format?.toUpperCase() ?? 'TEXT') {
    case 'IMAGE':
      return { kind: 'media', media: 'image' }
    case 'VIDEO':
      return { kind: 'media', media: 'video' }
    case 'DOCUMENT':
      return { kind: 'media', media: 'document' }
    case 'LOCATION':
      return { kind: 'location' }
    default: {
      const text = header.text ?? ''
      return { kind: 'text', text, parameters: readParameters(text, (key) => headerExample(header, key)) }
    }
  }
}

/** Platform's text for copying a code; it is fixed and therefore often left out (coupon-templates page). */
const COPY_CODE_TEXT = 'Copy code'

function readButton(element: unknown, index: number): TemplateButton[] {
  const wire = wireTemplateButton.safeParse(element).data
  if (wire === undefined) return []
  const type = wire.type.toUpperCase()
  const kind = BUTTON_KINDS.get(type) ?? 'other'
  const [placeholder] = placeholdersOf(wire.url ?? '')
  const key = placeholder ?? (kind === 'copy_code' || type === 'OTP' ? '1' : undefined)
  const parameter = key === undefined ? undefined : compact({ key, example: wire.example })
  const text = wire.text ?? (key === undefined ? '' : COPY_CODE_TEXT)
  return [{ kind, text, index, ...compact({ url: wire.url, parameter }) }]
}
