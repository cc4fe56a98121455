import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { areasOf } from '../../../../server/contract/areas.ts'
import type { ChannelView } from '../../../../server/contract/http.ts'
import type { MeView } from '../../../../server/contract/member.ts'
import type { TeamsTools } from '../../host/host.ts'
import { formatChoice, parseChoice, type TabChoice } from '../../host/tab-choice.ts'
import { VIEWS, type ViewName } from '../../state/state.ts'
import type { Session } from '../session/session.ts'

export interface ServiceChoice {
  id: string
  name: string
}

export interface Configuration {
  environments: MeView['environments']
  /** `null` until they are known. */
  services: readonly ServiceChoice[] | null
  failed: boolean
  retry: () => void
  choice: TabChoice & { view: ViewName }
  change: (change: Partial<TabChoice>) => void
  /** What the tab will be called. */
  name: string
}

/** What teams of people have on the wall: who waits. */
const FIRST_VIEW: ViewName = 'waiting'
/** Longer names are cut by Teams itself, in the middle of a word. */
const LONGEST_NAME = 60

/** The services in which conversations can be. */
function servicesOf(channels: readonly ChannelView[]): ServiceChoice[] {
  const messaging = channels.filter(({ kind }) => kind !== 'telephony')
  const byId = new Map(messaging.map(({ service }) => [service.id, service]))
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The choices for a channel's tab, offered to Teams for saving as soon as they make sense. */
export function useConfiguration(session: Session, me: MeView, teams: TeamsTools): Configuration {
  const { t } = useTranslation(['teams', 'inbox', 'common'])
  const environments = useMemo(
    () => me.environments.filter(({ rights }) => areasOf(rights).includes('inbox')),
    [me],
  )
  const [choice, setChoice] = useState<TabChoice>({
    environmentId: environments[0]?.id ?? '',
    serviceId: null,
    view: FIRST_VIEW,
  })
  const [entityId, setEntityId] = useState<string | null | undefined>(undefined)
  const { services, failed, retry } = useServices(session, choice.environmentId)
  const view = VIEWS.find((name) => name === choice.view) ?? FIRST_VIEW
  const service = services?.find(({ id }) => id === choice.serviceId) ?? null
  const name = t('teams:configure.nameWithService', {
    service: service?.name ?? t('common:product'),
    view: t(`inbox:nav.${view}`),
  }).slice(0, LONGEST_NAME)

  useEffect(() => {
    void teams.readSettings().then((stored) => {
      setEntityId(stored?.entityId ?? null)
      const before = stored === null ? null : readChoice(stored.contentUrl)
      if (before !== null && environments.some(({ id }) => id === before.environmentId)) setChoice(before)
    })
  }, [teams, environments])

  const { environmentId } = choice
  const serviceId = service?.id ?? null
  const ready = entityId !== undefined && services !== null && environmentId !== ''
  useEffect(() => {
    if (!ready) return teams.offerSettings(null)
    const query = formatChoice({ environmentId, serviceId, view })
    return teams.offerSettings({
      // A tab that is set up anew keeps its name in the deep links that lead to it.
      entityId: entityId ?? [environmentId, serviceId ?? 'all', view].join('-'),
      contentUrl: `${window.location.origin}/teams/inbox${query}`,
      websiteUrl: `${window.location.origin}/${query}`,
      suggestedDisplayName: name,
    })
  }, [teams, ready, entityId, environmentId, serviceId, view, name])

  return {
    environments,
    services,
    failed,
    retry,
    choice: { environmentId, serviceId, view },
    change: (next) => setChoice((before) => ({ ...before, ...next })),
    name,
  }
}

function readChoice(contentUrl: string): TabChoice | null {
  return URL.canParse(contentUrl) ? parseChoice(new URL(contentUrl).search) : null
}

/** What was found for an environment; `null` when nothing could be. */
interface Found {
  environmentId: string
  services: ServiceChoice[] | null
}

function useServices(session: Session, environmentId: string) {
  const [found, setFound] = useState<Found | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (environmentId === '') return undefined
    const controller = new AbortController()
    const { signal } = controller
    session.api.call('GET /environments/:id/channels', { params: { id: environmentId }, signal }).then(
      ({ items }) => setFound({ environmentId, services: servicesOf(items) }),
      () => {
        if (!signal.aborted) setFound({ environmentId, services: null })
      },
    )
    return () => controller.abort()
  }, [session, environmentId, attempt])
  const here = found?.environmentId === environmentId ? found : null
  return {
    services: here?.services ?? null,
    failed: here !== null && here.services === null,
    retry: (): void => {
      setFound(null)
      setAttempt((count) => count + 1)
    },
  }
}
