import { z } from 'zod'
import { callFiguresView, callResult, callView } from './call.ts'
import { cursor, id, pageOf } from './common.ts'
import { locale } from './member.ts'
import type { Route } from './route.ts'
import {
  holidayRegion,
  openingHours,
  openingPreview,
  serviceSettings,
  serviceSettingsView,
  serviceView,
} from './service-settings.ts'
import { serviceStatisticsView } from './statistics.ts'

const environmentParams = z.object({ id })
const serviceParams = z.object({ id, serviceId: id })
/** The version that a change is based on: a `conflict` when somebody else has saved since. */
const version = z.number().int()

/** REST routes of services, their settings and their calls. */
export const serviceRoutes = {
  'GET /environments/:id/services': {
    right: 'service:see',
    summary: 'Services and whether they are ready',
    params: environmentParams,
    response: z.object({ items: z.array(serviceView) }),
  },
  'GET /environments/:id/services/:serviceId/settings': {
    right: 'service:see',
    summary: "A service's settings: the draft and what is live",
    params: serviceParams,
    response: serviceSettingsView,
  },
  'PUT /environments/:id/services/:serviceId/settings': {
    right: 'service:edit_content',
    summary: 'Save the draft; what is live stays as it is',
    params: serviceParams,
    body: z.object({ version, settings: serviceSettings }),
    response: serviceSettingsView,
  },
  'POST /environments/:id/services/:serviceId/publish': {
    right: 'service:publish',
    summary: 'Make the saved draft live',
    params: serviceParams,
    body: z.object({ version }),
    response: serviceSettingsView,
  },
  'POST /environments/:id/services/:serviceId/opening-hours/preview': {
    right: 'service:see',
    summary: 'What opening hours would mean in the time zone of a service; nothing is stored',
    params: serviceParams,
    /** Names of holidays are in this language where they have one. */
    body: z.object({ openingHours, language: locale.optional() }),
    response: openingPreview,
  },
  'GET /environments/:id/holiday-regions': {
    right: 'service:see',
    summary: 'Countries and states whose public holidays are known',
    params: environmentParams,
    response: z.object({ items: z.array(holidayRegion) }),
  },
  'GET /environments/:id/calls': {
    right: 'call:see',
    summary: 'Calls, newest first; numbers are masked',
    params: environmentParams,
    query: z.object({
      serviceId: id.optional(),
      result: callResult.optional(),
      cursor: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: pageOf(callView),
  },
  'GET /environments/:id/call-figures': {
    right: 'call:see',
    summary: 'Deflection figures of a period of at most a year, by day and by service',
    params: environmentParams,
    query: z.object({ from: z.iso.date(), to: z.iso.date(), serviceId: id.optional() }),
    response: callFiguresView,
  },
  'GET /environments/:id/services/:serviceId/statistics': {
    right: 'call:see',
    summary: "What went on in a service's conversations in a period of at most a year, by day",
    params: serviceParams,
    query: z.object({ from: z.iso.date(), to: z.iso.date() }),
    response: serviceStatisticsView,
  },
} as const satisfies Record<string, Route>
