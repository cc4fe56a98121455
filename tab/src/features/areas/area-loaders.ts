import type { Area } from '../../../../server/contract/areas.ts'

/** The code of each area, fetched when it is first needed. */
export const areaLoaders = {
  inbox: () => import('../inbox/InboxPage.tsx'),
  reports: () => import('../reports/ReportsApp.tsx'),
  studio: () => import('../studio/StudioApp.tsx'),
  administration: () => import('../administration/AdministrationApp.tsx'),
} as const satisfies Record<Area, () => Promise<unknown>>

/** Begins to fetch an area's code, so that it is there by the time it is to be shown. */
export function preloadArea(area: Area): void {
  // Whoever then needs it asks again, and hears why it failed.
  areaLoaders[area]().catch(() => undefined)
}
