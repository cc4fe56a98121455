import type { ChannelKind } from '../contract/message.ts'
import type { ServiceSettings } from '../contract/service-settings.ts'
import type { TemplateView } from '../contract/template.ts'

export interface Service {
  id: string
  environmentId: string
  name: string
  template: string
  languages: string[]
  country: string
  timeZone: string
  invitationTemplate: string | null
  /** When the customer sees that a message was read. */
  readReceipts: 'never' | 'on_open' | 'on_reply'
  /** The order that it was made for; `null`: none. */
  orderId: string | null
  /** Since when it takes no calls and opens no conversations; `null`: it is in use. */
  endedAt: Date | null
  /** Raised by every change that people make of the service itself. */
  version: number
  /** The picture that customers see; `null`: none. */
  pictureId: string | null
}

/** What a service is set to: a draft that people edit and the published half that calls and auto replies read. */
export interface ServiceSettingsRecord {
  serviceId: string
  environmentId: string
  /** Raised by every save and publication. */
  version: number
  draft: ServiceSettings
  published: ServiceSettings
  savedAt: Date
  /** Member's name; `null` for the provisioning file. */
  savedBy: string | null
  publishedAt: Date
  publishedBy: string | null
}

export interface ChannelRecord {
  id: string
  environmentId: string
  serviceId: string
  name: string
  kind: ChannelKind
  provider: string
  /** The number or account name as people know it. */
  address: string
  /** The connector's settings, decrypted; empty once it is disconnected. */
  settings: Record<string, unknown>
  health: ChannelHealth
  /** Raised by every change that people make. */
  version: number
  /** Whether platforms may reach it by its name as well as by its id: those of the provisioning file. */
  reachedByName: boolean
  /** When it was disconnected; `null`: it is in use. */
  deletedAt: Date | null
}

export interface ChannelHealth {
  state: 'working' | 'failing'
  since: Date | null
  platformCode: string | null
  /** While failing: the platform takes messages all the same, so that only one that was delivered shows that it works again. */
  accepting?: boolean
  lastInboundAt: Date | null
}

export interface StoredTemplate extends Omit<TemplateView, 'syncedAt'> {
  environmentId: string
  externalId: string
  syncedAt: Date
}
