import type { ServiceSettings } from '../contract/service-settings.ts'
import type { TemplateValues } from '../contract/template.ts'
import { invitationIn } from '../domain/invitation.ts'
import { chooseLanguage } from '../domain/understanding/country-language.ts'
import type { StoredTemplate } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { companyOf } from './service-record.ts'
import { viewTemplate } from './views.ts'

/** Whoever is to be invited: what the words of the invitation depend on. */
export interface Invitee {
  name: string
  /** Two letters; `null` when the number does not tell. */
  country: string | null
  /** What they are known to speak; `null`: judged by the country. */
  language: string | null
}

/** A template that can leave as it is. */
export interface ChosenInvitation {
  template: StoredTemplate
  values: TemplateValues
  /** Two letters. */
  language: string
}

/**
 * The invitation in the contact's language (DX-LANG-04, DX-DEFL-23), else in the first of the service's languages in
 * which an approved template can be sent with all its values; `null` when there is none in any.
 */
export async function chooseInvitation(
  deps: Deps,
  open: OpenChannel,
  published: ServiceSettings,
  contact: Invitee,
): Promise<ChosenInvitation | null> {
  const { environmentId, id } = open.record
  const stored = await deps.store.templates.list(environmentId, id)
  const templates = stored.map(viewTemplate)
  const company = await companyOf(deps, environmentId, published)
  const words = { company, name: contact.name }
  for (const language of languagesFor(contact, open.service.languages)) {
    const { country } = contact
    const found = invitationIn(templates, published.invitation, { language, country, words })
    if (found.state !== 'ready') continue
    const template = stored.find((one) => one.id === found.template.id)
    if (template !== undefined) return { template, values: found.values, language }
  }
  return null
}

/** The languages to try, the best first: what the contact speaks, what their country speaks, then the service's order. */
function languagesFor(contact: Invitee, offered: readonly string[]): string[] {
  const known = contact.language !== null && offered.includes(contact.language) ? [contact.language] : []
  return [...new Set([...known, chooseLanguage(contact.country, offered), ...offered])]
}
