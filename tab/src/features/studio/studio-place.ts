import type { Action } from '../../../../server/contract/rights.ts'
import {
  spokenLanguage,
  type ServiceView,
  type SpokenLanguage,
} from '../../../../server/contract/service-settings.ts'
import { formatAddress } from '../areas/area-address.ts'
import { pageAddress } from './frame/environment-pages.ts'

/** The parts of a service's settings, in the order of their menu, with their names in addresses. */
const PATHS = {
  overview: 'overview',
  content: 'content',
  invitation: 'invitation',
  hours: 'opening-hours',
  telephony: 'telephony',
  channels: 'channels',
  profile: 'settings',
  statistics: 'statistics',
  history: 'history',
} as const

export type Section = keyof typeof PATHS
export const SECTIONS = Object.keys(PATHS) as readonly Section[]

/**
 * Services that take no calls have nothing to set about them; channels are for those who may connect them,
 * statistics for those who may see calls.
 */
export function sectionsOf(
  { ready }: Pick<ServiceView, 'ready'>,
  rights: readonly Action[],
): readonly Section[] {
  return SECTIONS.filter((section) => {
    if (section === 'channels') return rights.includes('channel:edit')
    if (section === 'statistics') return rights.includes('call:see')
    return ready !== null || (section !== 'telephony' && section !== 'invitation')
  })
}

/** Where in the studio the address says we are. */
export interface StudioPlace {
  /** `null`: at the list of services. */
  serviceId: string | null
  section: Section
  /** Whose texts are shown; `null` for the service's first. */
  language: SpokenLanguage | null
}

const OBJECT_ID = /^[0-9a-f]{24}$/

/** Whatever is not understood leads to the nearest place that is. */
export function parseStudioPlace({
  path,
  query,
}: {
  path: readonly string[]
  query: URLSearchParams
}): StudioPlace {
  const [id = '', name = ''] = path
  return {
    serviceId: OBJECT_ID.test(id) ? id : null,
    section: SECTIONS.find((section) => PATHS[section] === name) ?? 'overview',
    language: spokenLanguage.safeParse(query.get('language')).data ?? null,
  }
}

export function formatStudioPlace({ serviceId, section, language }: StudioPlace): string {
  if (serviceId === null) return pageAddress('services')
  const query = new URLSearchParams(language === null ? {} : { language })
  return formatAddress('studio', { path: [serviceId, PATHS[section]], query })
}
