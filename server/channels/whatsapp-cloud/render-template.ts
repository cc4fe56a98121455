import type { z } from 'zod'
import type { templateButton, templateParameter } from '../../contract/template.ts'
import type { OutboundTemplate } from '../channel.ts'
import { refusal } from './failure.ts'
import { renderFrame, type SendBody } from './render.ts'

type TemplateButton = z.infer<typeof templateButton>
type TemplateParameter = z.infer<typeof templateParameter>
type Component = Record<string, unknown>

/** A template with its values. Throws when one is missing: the platform would refuse it (132000). */
export function renderTemplate(message: OutboundTemplate): SendBody {
  const { template } = message
  const components = [...renderHeader(message), ...renderBody(message), ...renderButtons(message)]
  return {
    ...renderFrame(message),
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length === 0 ? {} : { components }),
    },
  }
}

function renderHeader(message: OutboundTemplate): Component[] {
  const { header } = message.template
  if (header === null) return []
  if (header.kind === 'location') throw missing('a place for the header')
  if (header.kind === 'media') {
    if (message.headerMediaId === undefined) throw missing(`the header's ${header.media}`)
    const parameter = { type: header.media, [header.media]: { id: message.headerMediaId } }
    return [{ type: 'header', parameters: [parameter] }]
  }
  return renderTexts('header', header.parameters, message.values.header, message)
}

function renderBody(message: OutboundTemplate): Component[] {
  return renderTexts('body', message.template.bodyParameters, message.values.body, message)
}

/** Positional values go in order, named ones by name (templates overview page). */
function renderTexts(
  type: 'header' | 'body',
  parameters: readonly TemplateParameter[],
  values: Record<string, string> | undefined,
  { template }: OutboundTemplate,
): Component[] {
  if (parameters.length === 0) return []
  const texts = parameters.map(({ key }) => ({
    type: 'text',
    ...(template.parameterFormat === 'named' ? { parameter_name: key } : {}),
    text: valueOf(values, key),
  }))
  return [{ type, parameters: texts }]
}

function renderButtons(message: OutboundTemplate): Component[] {
  return message.template.buttons.flatMap((button) => {
    const parameter = renderButton(button, message)
    // The index is a string in the platform's examples (templates overview page).
    const { index } = button
    return parameter === undefined ? [] : [{ type: 'button', index: String(index), ...parameter }]
  })
}

function renderButton(button: TemplateButton, message: OutboundTemplate): Component | undefined {
  const values = message.values.buttons
  const key = String(button.index)
  switch (button.kind) {
    case 'url':
      if (button.parameter === undefined) return undefined
      return { sub_type: 'url', parameters: [{ type: 'text', text: valueOf(values, key) }] }
    case 'copy_code':
      return {
        sub_type: 'copy_code',
        parameters: [{ type: 'coupon_code', coupon_code: valueOf(values, key) }],
      }
    case 'quick_reply': {
      // Without one the platform gives back the button's text.
      const payload = values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined
      if (payload === undefined || payload === '') return undefined
      return { sub_type: 'quick_reply', parameters: [{ type: 'payload', payload }] }
    }
    case 'flow':
      // The token comes back with the filled form.
      return {
        sub_type: 'flow',
        parameters: [{ type: 'action', action: { flow_token: message.correlationId } }],
      }
    case 'phone':
    case 'other':
      return undefined
  }
}

function valueOf(values: Record<string, string> | undefined, key: string): string {
  const value = values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined
  if (value === undefined || value === '') throw missing(`the value of "${key}"`)
  return value
}

function missing(what: string) {
  return refusal('template_problem', `${what} is missing`)
}
