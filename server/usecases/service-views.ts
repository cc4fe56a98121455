import type {
  ServiceSettings,
  ServiceSettingsView,
  ServiceView,
  SpokenLanguage,
} from '../contract/service-settings.ts'
import { AUTO_RESPONSES } from '../domain/auto-response-texts.ts'
import { DEFAULT_PROMPTS } from '../domain/deflector/prompts.ts'
import { couldInvite, placesOf } from '../domain/invitation.ts'
import { isReady } from '../domain/readiness.ts'
import { changedAreas } from '../domain/settings-changes.ts'
import { effectivePrompts } from '../domain/settings-defaults.ts'
import type { Service, ServiceSettingsRecord, StoredTemplate } from '../store/entities.ts'
import type { Deps, OpenLine } from './ports.ts'
import { judgeReadiness, lookAround, type ServiceSurroundings } from './service-readiness.ts'
import { viewTemplate } from './views.ts'

/** A service with whether callers can be invited by what is live. */
export async function viewService(
  deps: Deps,
  service: Service,
  record: ServiceSettingsRecord,
  surroundings?: ServiceSurroundings,
): Promise<ServiceView> {
  const around = surroundings ?? (await lookAround(deps, service))
  const takesCalls =
    service.endedAt === null && (service.template === 'whatsapp-deflector' || around.line !== null)
  const problems = takesCalls ? await judgeReadiness(deps, service, record.published, around) : []
  const { id, name, template, languages, country, timeZone } = service
  return {
    id,
    name,
    template,
    languages,
    country,
    timeZone,
    ready: takesCalls ? isReady(problems) : null,
    problems,
    unpublished: changedAreas(record.published, record.draft).length > 0,
  }
}

/** A service's settings with everything that their page needs to edit them. */
export async function viewServiceSettings(
  deps: Deps,
  service: Service,
  record: ServiceSettingsRecord,
): Promise<ServiceSettingsView> {
  const surroundings = await lookAround(deps, service)
  const { version, draft, published, publishedAt, publishedBy, savedAt, savedBy } = record
  return {
    service: await viewService(deps, service, record, surroundings),
    version,
    draft,
    published,
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    savedAt: savedAt.toISOString(),
    savedBy,
    defaults: viewDefaults(),
    templates: viewInvitations(surroundings.templates),
    line: viewLine(surroundings.line),
  }
}

function viewDefaults(): ServiceSettingsView['defaults'] {
  const { de, en, nl, es } = AUTO_RESPONSES
  const nothing: Pick<ServiceSettings, 'prompts'> = { prompts: {} }
  return {
    prompts: effectivePrompts(nothing, DEFAULT_PROMPTS),
    autoResponses: { de: { ...de }, en: { ...en }, nl: { ...nl }, es: { ...es } },
  }
}

/** Templates that could invite, by name, each with its languages and all the places that any of them has. */
function viewInvitations(stored: readonly StoredTemplate[]): ServiceSettingsView['templates'] {
  const templates = stored.map(viewTemplate).filter(couldInvite)
  const names = [...new Set(templates.map(({ name }) => name))].toSorted()
  return names.map((name) => {
    const variants = templates
      .filter((template) => template.name === name)
      .toSorted((a, b) => (a.language < b.language ? -1 : 1))
    return {
      name,
      languages: variants.map(({ language, status, sendable, body }) => ({
        language,
        status,
        sendable,
        body,
      })),
      places: [...new Set(variants.flatMap(placesOf))],
    }
  })
}

function viewLine(open: OpenLine | null): ServiceSettingsView['line'] {
  if (open === null) return null
  const { recording, voices } = open.line.capabilities
  const offered = (language: SpokenLanguage): string[] => [...(voices[language] ?? [])]
  return {
    provider: open.record.provider,
    number: open.record.address,
    records: recording,
    voices: { de: offered('de'), en: offered('en'), nl: offered('nl'), es: offered('es') },
  }
}
