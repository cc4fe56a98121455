import type { Locale, Role } from '../contract/member.ts'
import type { NotificationKind, NotificationPreferences } from '../contract/teams.ts'
import { can } from './roles.ts'

/** Somebody whom the bot can write to. */
export interface Listener {
  userId: string
  /** In the environment where something happened. */
  roles: readonly Role[]
  preferences: NotificationPreferences
}

/** Something to tell, and whom it is for. */
export interface News {
  kind: NotificationKind
  serviceId: string
  /** The people it concerns; `null`: everybody who can do something about it. */
  memberIds: readonly string[] | null
}

/** What one kind is about: whether it concerns people alone, so that it reaches them while they are away. */
const REACHES_THE_ABSENT: Record<NotificationKind, boolean> = {
  waiting: false,
  assigned: true,
  answered: false,
  mentioned: true,
  window_closing: false,
  failed: true,
  not_ready: false,
}

/** All there is to be told about. */
const KINDS = Object.keys(REACHES_THE_ABSENT) as NotificationKind[]

/** Who looks after a service that cannot invite its callers (DX-DEFL-13). */
const KEEPERS: readonly Role[] = ['producer', 'environmentManager']

/** What holds for somebody who has never chosen: everything, of every service, at any time. */
export function defaultPreferences(): NotificationPreferences {
  return { availability: 'available', kinds: [...KINDS], serviceIds: null, quietHours: null }
}

/** Whether somebody has chosen to be told; being away stops what colleagues can see to as well. */
export function wants(
  preferences: NotificationPreferences,
  { kind, serviceId }: Pick<News, 'kind' | 'serviceId'>,
): boolean {
  const { availability, kinds, serviceIds } = preferences
  if (!kinds.includes(kind)) return false
  if (serviceIds !== null && !serviceIds.includes(serviceId)) return false
  return availability === 'available' || REACHES_THE_ABSENT[kind]
}

/** Whether somebody may be told of such things at all: of conversations only who may see them. */
export function mayBeTold(roles: readonly Role[], kind: NotificationKind): boolean {
  if (kind === 'not_ready') return roles.some((role) => KEEPERS.includes(role))
  return can({ roles }, 'conversation:see')
}

/** Whether somebody could do something about it, and is asked when it is nobody's in particular. */
function couldAct(roles: readonly Role[], kind: NotificationKind): boolean {
  return kind === 'not_ready' ? mayBeTold(roles, kind) : can({ roles }, 'conversation:reply')
}

/**
 * Who is told:
 * 1. what concerns certain people, they alone; otherwise everybody who could do something about it;
 * 2. of these, who may see it;
 * 3. of these, who wants to be told of the kind and the service, and is not away unless it concerns them alone.
 */
export function whoIsTold<L extends Listener>(news: News, listeners: readonly L[]): L[] {
  return listeners.filter(({ userId, roles, preferences }) => {
    const asked = news.memberIds === null ? couldAct(roles, news.kind) : news.memberIds.includes(userId)
    return asked && mayBeTold(roles, news.kind) && wants(preferences, news)
  })
}

/** Whether a channel or group chat that follows these services is told: of what is everybody's, and of customers only. */
export function isToldInShared(news: News, follows: { serviceIds: readonly string[] | null }): boolean {
  if (news.memberIds !== null) return false
  if (news.kind !== 'waiting' && news.kind !== 'window_closing') return false
  return follows.serviceIds === null || follows.serviceIds.includes(news.serviceId)
}

/**
 * What may be shown where: names, numbers and texts of customers only in the personal chat of somebody who may see them.
 * Whoever reads along elsewhere gets the masked title (OMNI-START-03).
 */
export function titleFor(
  place: 'personal' | 'group' | 'channel',
  conversation: { title: string; contactName: string },
): string {
  return place === 'personal' && conversation.contactName !== ''
    ? conversation.contactName
    : conversation.title
}

const LOCALES: readonly Locale[] = ['en', 'de', 'nl', 'es']

/** The language of a card: what its reader chose here, else what Teams speaks with them (`de-DE`), else English. */
export function readerLocale(chosen: Locale | null, teamsLocale: string | null): Locale {
  if (chosen !== null) return chosen
  const [language = ''] = (teamsLocale ?? '').toLowerCase().split(/[-_]/)
  return LOCALES.find((locale) => locale === language) ?? 'en'
}
