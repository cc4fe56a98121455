import { z } from 'zod'
import { id } from './common.ts'
import type { Route } from './route.ts'

/** What the app in Teams can be made of. */
export const teamsPackagePart = z.enum([
  'tab',
  'channelTab',
  'bot',
  'messageExtension',
  'activityFeed',
  'sso',
])
export type TeamsPackagePart = z.infer<typeof teamsPackagePart>

/** The package with which a Microsoft 365 admin adds the app to Teams, before it is built. */
export const teamsPackageView = z.object({
  /** The one it has unless another is asked for: the product's. */
  version: z.string(),
  /** `null` while the server has no public address to derive one from and none is configured. */
  appId: z.string().nullable(),
  publicUrl: z.string().nullable(),
  parts: z.array(teamsPackagePart),
  /** The app registration in Microsoft Entra; a managed identity is one that people cannot sign in to. */
  registration: z.enum(['none', 'complete', 'managed_identity']),
  /** What keeps it from being built, by a word that stays the same and one line for logs; empty: it can be downloaded. */
  faults: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type TeamsPackageView = z.infer<typeof teamsPackageView>

/** Three numbers, which Teams can compare. */
export const packageVersion = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/, {
    message: 'must be three numbers, such as 1.2.3',
  })

const params = z.object({ id })

/** How the app gets into Teams. */
export const packageRoutes = {
  'GET /environments/:id/teams-package': {
    right: 'teams:package',
    summary: 'The app package for Microsoft Teams, a zip for the Microsoft 365 admin',
    params,
    query: z.object({ version: packageVersion.optional() }),
    response: z.string(),
    download: true,
  },
  'GET /environments/:id/teams-package/status': {
    right: 'teams:package',
    summary: 'What the app package for Microsoft Teams holds, or what is missing for it',
    params,
    response: teamsPackageView,
  },
} as const satisfies Record<string, Route>
