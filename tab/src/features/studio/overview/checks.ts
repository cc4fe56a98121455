import type {
  ReadinessProblem,
  ServiceSettingsView,
  ServiceView,
} from '../../../../../server/contract/service-settings.ts'
import type { Section } from '../studio-place.ts'

export type CheckName = 'whatsapp' | 'line' | 'template' | 'coverage'

/** One thing that a service needs to invite callers. */
export interface Check {
  name: CheckName
  /** `unknown`: it cannot be told before another one is in order. */
  state: 'done' | 'blocking' | 'hint' | 'unknown'
  problems: readonly ReadinessProblem[]
}

const CHECK_OF: Readonly<Record<ReadinessProblem['code'], CheckName>> = {
  no_whatsapp_channel: 'whatsapp',
  whatsapp_channel_failing: 'whatsapp',
  no_voice_line: 'line',
  no_invitation_template: 'template',
  template_missing: 'coverage',
  template_not_approved: 'coverage',
  template_values_missing: 'coverage',
}

/** Where a problem can be put right. */
export function fixOf({ code }: ReadinessProblem): Extract<Section, 'invitation' | 'channels'> {
  return CHECK_OF[code] === 'template' || CHECK_OF[code] === 'coverage' ? 'invitation' : 'channels'
}

/** What a service needs and how far it is, in the order in which it is set up. */
export function checksOf({ problems }: ServiceView): Check[] {
  const named = (name: CheckName): ReadinessProblem[] =>
    problems.filter(({ code }) => CHECK_OF[code] === name)
  const has = (code: ReadinessProblem['code']): boolean => problems.some((problem) => problem.code === code)
  const check = (name: CheckName, isKnown = true): Check => {
    const found = named(name)
    const worst = found.some(({ blocking }) => blocking) ? 'blocking' : 'hint'
    return { name, problems: found, state: found.length > 0 ? worst : isKnown ? 'done' : 'unknown' }
  }
  // Templates are the channel's: without it nobody knows of any.
  const hasTemplates = !has('no_whatsapp_channel') && !has('no_invitation_template')
  return [check('line'), check('whatsapp'), check('template'), check('coverage', hasTemplates)]
}

/** Whether what is wrong may be put right by publishing what is saved. */
export function mayBeSettledByPublishing({ service, draft, published }: ServiceSettingsView): boolean {
  const invitation = (settings: typeof draft): string => JSON.stringify(settings.invitation)
  return (
    service.ready === false &&
    service.problems.some((problem) => fixOf(problem) === 'invitation') &&
    invitation(draft) !== invitation(published)
  )
}
