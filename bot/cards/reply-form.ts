import type { CardTemplate, ConversationCard } from '../../server/domain/teams-card.ts'
import { languageName } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import { choiceInput, textBlock, textInput, type ButtonRequest, type Element } from './adaptive-card.ts'
import { cutText } from './foreign-text.ts'
import { answerWay, replyHint } from './reply-window.ts'

/** The longest text that WhatsApp takes. */
const LONGEST_REPLY = 4096

/** How much of a card the choice of templates may take, in characters of its JSON. */
const ROOM_FOR_TEMPLATES = 3500

/** A form, and the button that sends it; `null` when there is nothing to send. */
export interface Form {
  body: Element[]
  submit: { title: string; request: ButtonRequest } | null
}

/** What identifies the conversation and the card in everything that a button sends. */
export function pressedOn(content: ConversationCard): {
  conversationId: string
  cardId: string
  version: number
} {
  return { conversationId: content.conversation.id, cardId: content.cardId, version: content.version }
}

/** A field for the answer; a choice of templates once free replies have ended. */
export function replyForm(content: ConversationCard): Form {
  return answerWay(content.conversation.window) === 'text' ? textForm(content) : templateForm(content)
}

function textForm(content: ConversationCard): Form {
  const { reply, action } = textsOf(content.locale)
  return {
    body: [
      textInput({
        id: 'reply',
        label: reply.label,
        placeholder: reply.placeholder,
        isMultiline: true,
        maxLength: LONGEST_REPLY,
        isRequired: true,
        errorMessage: reply.required,
      }),
      textBlock(replyHint(content, content.conversation.window), {
        size: 'small',
        isSubtle: true,
        spacing: 'small',
      }),
    ],
    submit: { title: action.send, request: { verb: 'reply', ...pressedOn(content) } },
  }
}

function templateForm(content: ConversationCard): Form {
  const { template, action } = textsOf(content.locale)
  const choices = choicesOf(content)
  if (choices.length === 0) return { body: [textBlock(template.none)], submit: null }
  const field = choiceInput({
    id: 'template',
    label: template.label,
    placeholder: template.placeholder,
    isRequired: true,
    errorMessage: template.required,
    choices,
  })
  const more =
    choices.length < content.templates.length
      ? [textBlock(template.more, { size: 'small', isSubtle: true, spacing: 'small' })]
      : []
  return {
    body: [field, ...more],
    submit: { title: action.continue, request: { verb: 'choose_template', ...pressedOn(content) } },
  }
}

/** As many as there is room for; each with its name, its language where there are several, and its beginning. */
function choicesOf({ templates, locale }: ConversationCard): { title: string; value: string }[] {
  const names = templates.map(({ name }) => name)
  let room = ROOM_FOR_TEMPLATES
  const choices: { title: string; value: string }[] = []
  for (const template of templates) {
    const several = names.indexOf(template.name) !== names.lastIndexOf(template.name)
    const choice = { title: titleOf(template, several ? locale : null), value: templateKey(template) }
    room -= JSON.stringify(choice).length + 1
    if (room < 0) break
    choices.push(choice)
  }
  return choices
}

function titleOf(template: CardTemplate, locale: ConversationCard['locale'] | null): string {
  const name = cutText(readable(template.name), 60)
  const language = locale === null ? '' : ` (${languageName(locale, template.language)})`
  return `${name}${language}: ${cutText(template.body, 70)}`
}

/** `order_shipped` as people would write it. */
export function readable(templateName: string): string {
  const words = templateName.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How a button or a choice names a template. */
export function templateKey({ name, language }: Pick<CardTemplate, 'name' | 'language'>): string {
  return `${name}\n${language}`
}
