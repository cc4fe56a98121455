import type { Locale } from '../contract/member.ts'
import type { NotificationKind, NotificationPreferences } from '../contract/teams.ts'

/** Somebody as Microsoft Entra knows them: the pair never changes and is never given to anybody else. */
export interface EntraIdentity {
  tenantId: string
  objectId: string
}

/** A chat or channel in Teams where the bot has been installed and may write. */
export interface TeamsPlace {
  id: string
  tenantId: string
  /** Teams' own id, without the thread (`;messageid=…`). Unique together with the tenant. */
  conversationId: string
  kind: 'personal' | 'group' | 'channel'
  /** What the bot needs to write here again; its own business, replaced by every activity. */
  reference: unknown
  /** Of a personal chat: Teams' id of the person for this bot and, where it is told, the one in Entra. */
  person: { teamsUserId: string; objectId: string | null } | null
  /** Of a personal chat, once the person is recognised. */
  userId: string | null
  team: { id: string; name: string | null; groupId: string | null } | null
  name: string | null
  /** As Teams tells it, such as `de-DE`. */
  locale: string | null
  timeZone: string | null
  subscription: TeamsSubscription | null
  /** The greeting is given once. */
  welcomedAt: Date | null
  createdAt: Date
  seenAt: Date
}

/** What a channel or group chat is told about. */
export interface TeamsSubscription {
  environmentId: string
  /** `null`: every service. */
  serviceIds: string[] | null
  locale: Locale
  /** The user who connected it. */
  by: string
  at: Date
}

/** One card in one place: posted once, brought up to date in place until the matter is settled. */
export interface TeamsCard {
  id: string
  environmentId: string
  placeId: string
  /** Which worker lane keeps the order of this place. */
  lane: number
  /** What happened, once; unique together with the place. */
  occasion: string
  kind: NotificationKind
  /** In a personal chat. */
  userId: string | null
  serviceId: string
  conversationId: string | null
  /** The note or the failed message. */
  messageId: string | null
  /** The conversation's inbound messages when it arose: who has read as far needs no telling. */
  inboundCount: number
  arisenAt: Date
  /** `null` until it has been posted. */
  activityId: string | null
  /** Raised by everything that may change what the card shows. */
  wanted: number
  /** The last version that reached Teams. */
  shown: number
  /** `done`: settled and shown, or not needed after all; nothing changes it any more. */
  state: 'open' | 'done'
  attempts: number
  /** When it may be sent, or sent again. */
  dueAt: Date
  /** The activity feed has been told as well, or is not to be. */
  fed: boolean
}

/** Preferences of a user; absent ones are the defaults. */
export interface StoredPreferences extends NotificationPreferences {
  userId: string
}

/** Somebody who signed in with Microsoft and belongs to no environment. */
export interface AccessRequest extends EntraIdentity {
  id: string
  name: string
  email: string
  message: string | null
  state: 'pending' | 'declined' | 'approved'
  requestedAt: Date
  decidedAt: Date | null
  /** Member's name. */
  decidedBy: string | null
}
