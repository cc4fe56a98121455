import type { ReadinessProblem } from '../../server/contract/service-settings.ts'
import type { ServiceCard } from '../../server/domain/teams-card.ts'
import { languageName } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  container,
  heading,
  textBlock,
  type AdaptiveCard,
  type Element,
} from './adaptive-card.ts'
import { cutName, cutText } from './foreign-text.ts'
import { cardHead, factLine, linkButton } from './pieces.ts'
import { summaryOf } from './summary.ts'

/** A problem for each language and a few more; whoever opens the studio sees all of them. */
const MOST_PROBLEMS = 8

/** Tells those who can do something about it that a service cannot invite its callers. */
export function renderService(content: ServiceCard): AdaptiveCard {
  const { locale, settled, link } = content
  const { action } = textsOf(locale)
  return adaptiveCard({
    body: settled ? settledBody(content) : openBody(content),
    actions: linkButton(settled ? action.open : action.openStudio, link),
    summary: summaryOf(content),
    lang: locale,
  })
}

function settledBody({ service, locale }: ServiceCard): Element[] {
  return [
    heading(cutName(service.name), { size: 'default' }),
    ...factLine([textsOf(locale).state.ready, cutName(service.environment)]),
  ]
}

function openBody({ service, problems, locale }: ServiceCard): Element[] {
  const texts = textsOf(locale)
  const name = cutName(service.name)
  const blockingFirst = problems.toSorted((a, b) => Number(b.blocking) - Number(a.blocking))
  return [
    ...cardHead({
      kicker: { text: texts.kicker.not_ready, color: 'attention' },
      aside: null,
      title: texts.notReady(name),
      facts: [cutName(service.environment)],
    }),
    ...(problems.length === 0
      ? []
      : [
          container(
            blockingFirst
              .slice(0, MOST_PROBLEMS)
              .map((problem, index) =>
                textBlock(problemWords(problem, locale), index === 0 ? {} : { spacing: 'small' }),
              ),
            { style: 'emphasis', spacing: 'medium' },
          ),
        ]),
  ]
}

/** A problem in words. */
export function problemWords(problem: ReadinessProblem, locale: ServiceCard['locale']): string {
  return textsOf(locale).readiness[problem.code]({
    language: problem.language === undefined ? null : languageName(locale, problem.language),
    detail: problem.detail === undefined ? null : cutText(problem.detail, 100),
  })
}
