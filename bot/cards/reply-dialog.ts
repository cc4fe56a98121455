import type { ConversationCard } from '../../server/domain/teams-card.ts'
import { textsOf } from '../texts/texts.ts'
import { adaptiveCard, submitAction, type AdaptiveCard } from './adaptive-card.ts'
import { drawExcerpt } from './excerpt.ts'
import { cutName, cutTitle } from './foreign-text.ts'
import { factLine, formHead, quietText } from './pieces.ts'
import { replyForm } from './reply-form.ts'
import { answerWay, windowWords } from './reply-window.ts'

/** A dialog to answer in, with the end of the talk above. Dialogs know `Action.Submit` only, so the verb is in the data. */
export function renderReplyDialog(content: ConversationCard): { title: string; card: AdaptiveCard } {
  const { reply } = textsOf(content.locale)
  const { number, service } = content.conversation
  const name = cutTitle(content.conversation.title)
  const way = answerWay(content.conversation.window)
  const state = windowWords(content, content.conversation.window)
  const { body, submit } = replyForm(content)
  const title = reply.title(name)
  return {
    title,
    card: adaptiveCard({
      body: [
        ...formHead(name, null),
        ...factLine([`#${number}`, cutName(service)]),
        ...drawExcerpt(content, content.excerpt),
        ...(way === 'text' || state === null ? [] : [quietText(state.text, state.color)]),
        ...(way === 'nothing' ? [] : body),
      ],
      actions:
        submit === null || way === 'nothing'
          ? []
          : [submitAction(submit.title, submit.request, { style: 'positive' })],
      summary: title,
      lang: content.locale,
    }),
  }
}
