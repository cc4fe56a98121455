import type { Locale } from '../../server/contract/member.ts'
import type { CardTemplate } from '../../server/domain/teams-card.ts'
import { languageName } from '../texts/format.ts'
import { textsOf, problemText } from '../texts/texts.ts'
import {
  adaptiveCard,
  container,
  executeAction,
  richText,
  textBlock,
  textInput,
  type AdaptiveCard,
  type Element,
  type TextInput,
} from './adaptive-card.ts'
import { cutText, cutTitle } from './foreign-text.ts'
import { factLine, formHead, linkButton } from './pieces.ts'
import { readable, templateKey } from './reply-form.ts'

const LONGEST_BODY = 1024
const LONGEST_VALUE = 1024
const MOST_VALUES = 20

export interface TemplateForm {
  locale: Locale
  conversation: { id: string; number: number; title: string }
  cardId?: string
  version: number
  template: CardTemplate
  /** What has been filled in before, by input id. */
  given?: Readonly<Record<string, string>>
  /** What was sent did not do: says so. */
  faulty?: boolean
  /** Opens the conversation in the inbox. */
  link: string
}

/** Asks for the values of a template. */
export function renderTemplateForm(form: TemplateForm): AdaptiveCard {
  const { locale, conversation, template, link } = form
  const { template: texts, action } = textsOf(locale)
  const pressed = {
    conversationId: conversation.id,
    version: form.version,
    ...(form.cardId === undefined ? {} : { cardId: form.cardId }),
  }
  const title = readable(cutText(template.name, 80))
  return adaptiveCard({
    body: [
      ...formHead(title, null),
      ...factLine([
        cutTitle(conversation.title),
        `#${conversation.number}`,
        languageName(locale, template.language),
      ]),
      ...(form.faulty === true
        ? [textBlock(problemText('invalid_input', locale), { color: 'attention', weight: 'bolder' })]
        : []),
      container(
        [
          textBlock(texts.preview, { size: 'small', isSubtle: true }),
          richText([cutText(template.body, LONGEST_BODY, 12)], { spacing: 'small' }),
        ],
        { style: 'emphasis', spacing: 'medium' },
      ),
      ...template.values.slice(0, MOST_VALUES).map((value) => valueField(form, value)),
    ],
    actions: [
      executeAction(
        texts.send,
        { verb: 'send_template', ...pressed, template: templateKey(template) },
        { style: 'positive' },
      ),
      executeAction(action.back, { verb: 'refresh', ...pressed }, { associatedInputs: 'none' }),
      ...linkButton(action.open, link),
    ],
    summary: `${texts.heading}: ${title}`,
    lang: locale,
  })
}

/** How a value is called: by its place in the template. A place without a part of the template is in its text. */
export function valueId(key: string): string {
  return /^(header|body|buttons)\./.test(key) ? `value.${key}` : `value.body.${key}`
}

function valueField({ locale, given }: TemplateForm, value: CardTemplate['values'][number]): Element {
  const { template: texts } = textsOf(locale)
  const id = valueId(value.key)
  const [, part = 'body', ...rest] = id.split('.')
  const name = texts.value[part === 'header' || part === 'buttons' ? part : 'body']
  // Buttons are counted from 0 by the platform, and have one value each.
  const place = part === 'buttons' ? String(Number(rest[0]) + 1) : `{{${rest.join('.')}}}`
  const before = given?.[id]
  return {
    ...textInput({
      id,
      label: `${name} ${place}`,
      isRequired: true,
      errorMessage: texts.valueRequired,
      maxLength: LONGEST_VALUE,
      ...(value.example === null ? {} : { placeholder: texts.example(cutText(value.example, 60)) }),
    } satisfies Omit<TextInput, 'type'>),
    ...(before === undefined ? {} : { value: cutText(before, 200) }),
  }
}
