import type { ReadinessProblem, ServiceSettings, SpokenLanguage } from '../contract/service-settings.ts'
import type { TemplateView } from '../contract/template.ts'
import { invitationIn, type Invitation } from './invitation.ts'
import { isSpokenLanguage } from './understanding/languages.ts'

/** What a service has to invite with. */
export interface ServiceEquipment {
  /** `broken`: its settings do not fit, so that it cannot even be tried. */
  whatsapp: 'none' | 'broken' | 'failing' | 'working'
  voiceLine: boolean
  /** Of the WhatsApp channel. */
  templates: readonly TemplateView[]
}

/** What readiness is judged by. */
export interface ReadinessQuestion {
  service: { template: string; languages: readonly string[] }
  invitation: ServiceSettings['invitation']
  companyName: string
  equipment: ServiceEquipment
}

/** Whoever is invited has a name; which one does not matter here. */
const SOMEBODY = '…'

/**
 * Why a service cannot invite callers, or not as well as it should (DX-DEFL-13). `blocking` problems keep it from
 * inviting anybody; the others are shown. A channel that fails is tried all the same: only a message that passes proves
 * that it works again, and the caller is told honestly when none does. A language without a usable template does not
 * matter as long as another one can serve in its place (DX-LANG-03/04).
 */
export function readinessProblems(question: ReadinessQuestion): ReadinessProblem[] {
  const { whatsapp, voiceLine } = question.equipment
  const problems: ReadinessProblem[] = []
  if (whatsapp === 'none') problems.push({ code: 'no_whatsapp_channel', blocking: true })
  if (whatsapp === 'broken' || whatsapp === 'failing')
    problems.push({ code: 'whatsapp_channel_failing', blocking: whatsapp === 'broken' })
  if (!voiceLine && question.service.template === 'whatsapp-deflector')
    problems.push({ code: 'no_voice_line', blocking: false })
  return [...problems, ...invitationProblems(question)]
}

function invitationProblems({
  service,
  invitation,
  companyName,
  equipment,
}: ReadinessQuestion): ReadinessProblem[] {
  if (invitation.template === null) return [{ code: 'no_invitation_template', blocking: true }]
  // Without a channel there is no list of templates to say anything about.
  if (equipment.whatsapp === 'none' || equipment.whatsapp === 'broken') return []
  if (!equipment.templates.some(({ name }) => name === invitation.template))
    return [{ code: 'template_missing', detail: invitation.template, blocking: true }]
  const tried = service.languages.map((language) => {
    const words = { company: companyName, name: SOMEBODY }
    return {
      language,
      result: invitationIn(equipment.templates, invitation, { language, country: null, words }),
    }
  })
  const blocking = !tried.some(({ result }) => result.state === 'ready')
  return tried.flatMap(({ language, result }) => {
    const problem = problemOf(result)
    return problem === null ? [] : [{ ...problem, ...named(language, problem.detail), blocking }]
  })
}

function problemOf(invitation: Invitation): Pick<ReadinessProblem, 'code' | 'detail'> | null {
  switch (invitation.state) {
    case 'ready':
      return null
    case 'missing':
      return { code: 'template_missing' }
    case 'not_approved':
      return { code: 'template_not_approved', detail: invitation.template.status }
    case 'incomplete':
      return { code: 'template_values_missing', detail: invitation.places.join(', ') }
  }
}

/** The language a problem is of; one that is written but not spoken goes into the words. */
function named(language: string, detail: string | undefined): { language?: SpokenLanguage; detail?: string } {
  if (isSpokenLanguage(language)) return { language }
  return { detail: detail === undefined ? language : `${language}: ${detail}` }
}

/** Whether callers can be invited at all. */
export function isReady(problems: readonly ReadinessProblem[]): boolean {
  return !problems.some(({ blocking }) => blocking)
}
