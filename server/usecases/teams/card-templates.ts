import type { TemplateView } from '../../contract/template.ts'
import { couldInvite, placesOf } from '../../domain/invitation.ts'
import type { CardTemplate } from '../../domain/teams-card.ts'
import type { Conversation } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { viewTemplate } from '../views.ts'

/** More than anybody picks from in a card; the inbox has them all. */
const MOST = 10

/**
 * What may be sent from a card while the window is closed: approved templates that need nothing but texts, those in the
 * service's languages first.
 */
export async function cardTemplates(deps: Deps, conversation: Conversation): Promise<CardTemplate[]> {
  const { environmentId, channelId, serviceId } = conversation
  const open = await deps.channels.get(channelId)
  if (open?.channel.capabilities.templates !== true) return []
  const languages = (await deps.directory.services(environmentId)).get(serviceId)?.languages ?? []
  const rank = ({ language }: TemplateView): number => {
    const index = languages.indexOf(language.toLowerCase().split(/[-_]/)[0] ?? '')
    return index === -1 ? languages.length : index
  }
  const stored = await deps.store.templates.list(environmentId, channelId)
  return stored
    .map(viewTemplate)
    .filter((template) => template.sendable && couldInvite(template))
    .toSorted(
      (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.language.localeCompare(b.language),
    )
    .slice(0, MOST)
    .map((template) => ({
      name: template.name,
      language: template.language,
      body: template.body,
      values: placesOf(template).map((key) => ({ key, example: exampleOf(template, key) })),
    }))
}

/** What the provider shows as an example of a value, such as `body.1`. */
function exampleOf(template: TemplateView, place: string): string | null {
  const [where = '', ...rest] = place.split('.')
  const key = rest.join('.')
  const parameters =
    where === 'header'
      ? template.header?.kind === 'text'
        ? template.header.parameters
        : []
      : template.bodyParameters
  if (where === 'buttons')
    return template.buttons.find(({ index }) => String(index) === key)?.parameter?.example ?? null
  return parameters.find((parameter) => parameter.key === key)?.example ?? null
}
