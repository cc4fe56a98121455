import { z } from 'zod'
import { orderProduct } from './administration.ts'
import { id, instant } from './common.ts'
import type { Route } from './route.ts'
import { serviceSettings, serviceSettingsView, serviceView, spokenLanguage } from './service-settings.ts'

const serviceParams = z.object({ id, serviceId: id })
const channelParams = z.object({ id, channelId: id })
const environmentParams = z.object({ id })
const version = z.number().int()

const serviceName = z.string().trim().min(1).max(200)
const languages = z.array(spokenLanguage).min(1).max(4)

/** A service's own data, beside its settings; the first language is the main one. */
export const serviceProfile = z.object({
  id,
  name: z.string(),
  template: orderProduct,
  languages: z.array(z.string()),
  country: z.string(),
  timeZone: z.string(),
  /** The picture that customers see, as the address of a file; `null`: none. */
  picture: z.string().nullable(),
  orderId: id.nullable(),
  ended: z.boolean(),
  version,
})
export type ServiceProfile = z.infer<typeof serviceProfile>

/** One field of what a provider needs, so that its form can be drawn. */
export const channelField = z.object({
  name: z.string(),
  kind: z.enum(['text', 'phone', 'secret', 'url']),
  required: z.boolean(),
  /** Shown as an example; never a value. */
  example: z.string().nullable(),
})
export type ChannelField = z.infer<typeof channelField>

export const channelProvider = z.object({
  kind: z.enum(['whatsapp', 'telephony']),
  provider: z.string(),
  /** Its own name, such as "Twilio". */
  name: z.string(),
  fields: z.array(channelField),
})
export type ChannelProvider = z.infer<typeof channelProvider>

/** A channel as its form shows it: secrets are never in it, only whether they are set. */
export const channelSetup = z.object({
  id,
  serviceId: id,
  name: z.string(),
  kind: z.enum(['whatsapp', 'telephony']),
  provider: z.string(),
  address: z.string(),
  values: z.record(z.string(), z.string()),
  secretsSet: z.array(z.string()),
  /** What to enter at the provider. */
  webhookUrl: z.string().nullable(),
  health: z.object({
    state: z.enum(['working', 'failing']),
    platformCode: z.string().nullable(),
    lastInboundAt: instant.nullable(),
  }),
  version,
})
export type ChannelSetup = z.infer<typeof channelSetup>

/** One published or saved state of a service's settings. */
export const settingsVersionView = z.object({
  version,
  at: instant,
  by: z.string().nullable(),
  kind: z.enum(['saved', 'published', 'restored']),
  /** It is what is live. */
  live: z.boolean(),
})
export type SettingsVersionView = z.infer<typeof settingsVersionView>

/** Creating services, their channels, and the history of their settings. */
export const setupRoutes = {
  'POST /environments/:id/services': {
    summary: 'Create a service from a template, for an order or without one (DX-BOT-05, -06)',
    right: 'service:edit',
    params: environmentParams,
    body: z.object({
      name: serviceName,
      template: orderProduct,
      languages,
      country: z.string().regex(/^[A-Z]{2}$/),
      timeZone: z.string().max(64),
      orderId: id.nullable().default(null),
      /** Chosen by the client: a repeated request makes no second service. */
      clientId: z.string().min(1).max(64),
    }),
    response: serviceProfile,
    status: 201,
  },
  'GET /environments/:id/services/:serviceId/profile': {
    summary: 'Name, picture, languages, country and time zone of a service',
    right: 'service:see',
    params: serviceParams,
    response: serviceProfile,
  },
  'PUT /environments/:id/services/:serviceId/profile': {
    summary: 'Change them (DX-BOT-08 to 10)',
    right: 'service:edit',
    params: serviceParams,
    body: z.object({
      version,
      name: serviceName,
      languages,
      country: z.string().regex(/^[A-Z]{2}$/),
      timeZone: z.string().max(64),
    }),
    response: serviceProfile,
  },
  'POST /environments/:id/services/:serviceId/picture': {
    summary: 'Upload the picture (multipart/form-data, field `file`)',
    right: 'service:edit',
    params: serviceParams,
    upload: true,
    response: serviceProfile,
  },
  'GET /environments/:id/services/:serviceId/picture': {
    summary: 'The picture of a service',
    right: 'service:see',
    orRight: ['conversation:see'],
    params: serviceParams,
    response: z.string(),
    download: true,
  },
  'GET /environments/:id/services/:serviceId/settings/versions': {
    summary: 'Earlier states of the settings, the latest first',
    right: 'service:see',
    params: serviceParams,
    response: z.object({ items: z.array(settingsVersionView) }),
  },
  'GET /environments/:id/services/:serviceId/settings/versions/:version': {
    summary: 'One earlier state, for comparing',
    right: 'service:see',
    params: serviceParams.extend({ version: z.coerce.number().int().min(1) }),
    response: settingsVersionView.extend({ settings: serviceSettings }),
  },
  'POST /environments/:id/services/:serviceId/settings/versions/:version/restore': {
    summary: 'Make an earlier state the draft; publishing it is another step',
    right: 'service:edit',
    params: serviceParams.extend({ version: z.coerce.number().int().min(1) }),
    body: z.object({ version }),
    response: serviceSettingsView,
  },
  'GET /environments/:id/channel-providers': {
    summary: 'Which channels can be connected and what each needs',
    right: 'channel:edit',
    params: environmentParams,
    response: z.object({ items: z.array(channelProvider) }),
  },
  'GET /environments/:id/services/:serviceId/channels': {
    summary: "A service's channels with what is set; secrets are never shown again",
    right: 'channel:edit',
    params: serviceParams,
    response: z.object({ items: z.array(channelSetup) }),
  },
  'POST /environments/:id/services/:serviceId/channels': {
    summary: 'Connect a channel',
    right: 'channel:edit',
    params: serviceParams,
    body: z.object({
      name: z.string().regex(/^[\w.-]{1,64}$/),
      kind: z.enum(['whatsapp', 'telephony']),
      provider: z.string().max(32),
      values: z.record(z.string().max(64), z.string().max(4096)),
    }),
    response: channelSetup,
    status: 201,
  },
  'PUT /environments/:id/channels/:channelId': {
    summary: 'Change a channel; a secret that is left out stays as it is',
    right: 'channel:edit',
    params: channelParams,
    body: z.object({ version, values: z.record(z.string().max(64), z.string().max(4096)) }),
    response: channelSetup,
  },
  'POST /environments/:id/channels/:channelId/test': {
    summary: 'Ask the provider whether the credentials work',
    right: 'channel:edit',
    params: channelParams,
    response: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
  },
  'DELETE /environments/:id/channels/:channelId': {
    summary: 'Disconnect a channel: its webhooks are refused from now on; conversations stay',
    right: 'channel:edit',
    params: channelParams,
    response: z.object({ service: serviceView }),
  },
} as const satisfies Record<string, Route>
