import { app, authentication, FrameContexts, pages } from '@microsoft/teams-js'
import { z } from 'zod'
import {
  TeamsRefusal,
  type PageProgress,
  type TabSettings,
  type TeamsRefusalReason,
  type TeamsTools,
} from './host.ts'

/** Who Teams says it is: hints for Microsoft's page, so that nobody has to type what is known. */
export interface TeamsPerson {
  account: string | null
  tenantId: string | null
}

/** Ends with a one-time code on `/teams/auth-end`. */
function signInAddress({ account, tenantId }: TeamsPerson): string {
  const query = new URLSearchParams({ popup: '1' })
  if (tenantId !== null) query.set('tenant', tenantId)
  if (account !== null) query.set('login_hint', account)
  return `${window.location.origin}/auth/microsoft?${query.toString()}`
}

/** The window for signing in: room for Microsoft's page without scrolling. */
const SIGN_IN_WINDOW = { width: 600, height: 640 }

/** Teams' own words for a window that did not come to its end, on desktop, web and phones. */
const CANCELLED = /^(CancelledByUser|UserCancelled|User cancelled|cancelled$)/i
const BLOCKED = /^(FailedToOpenWindow|CouldNotOpenWindow)/i

function reasonOf(message: string): TeamsRefusalReason {
  if (CANCELLED.test(message)) return 'cancelled'
  return BLOCKED.test(message) ? 'blocked' : 'refused'
}

async function orRefusal<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new TeamsRefusal(reasonOf(message), message, { cause })
  }
}

/** What Teams offers to a page in this frame, through the library that has been initialised before. */
export function createTeamsTools(person: TeamsPerson, frame: FrameContexts | undefined): TeamsTools {
  const settings = frame === FrameContexts.settings ? createSettings() : NO_SETTINGS
  return {
    account: person.account,
    getToken: () => orRefusal(() => authentication.getAuthToken()),
    openSignIn: () =>
      orRefusal(() => authentication.authenticate({ url: signInAddress(person), ...SIGN_IN_WINDOW })),
    endSignIn(result) {
      // Anywhere else nobody waits for it, and the library would throw.
      if (frame !== FrameContexts.authentication) return
      if ('code' in result) authentication.notifySuccess(result.code)
      else authentication.notifyFailure(result.fault)
    },
    report: createReport(),
    ...settings,
  }
}

/** Teams hears of each step once; somebody who works again after having been offline is news again. */
function createReport(): (progress: PageProgress) => void {
  let last: PageProgress | null = null
  let shown = false
  return (progress) => {
    if (progress === last) return
    last = progress
    if (!shown && progress !== 'broken') {
      shown = true
      app.notifyAppLoaded()
    }
    if (progress === 'ready') app.notifySuccess().catch(() => undefined)
    if (progress === 'locked' || progress === 'offline') {
      const { PermissionError, Offline } = app.ExpectedFailureReason
      app.notifyExpectedFailure({ reason: progress === 'locked' ? PermissionError : Offline })
    }
    if (progress === 'broken') app.notifyFailure({ reason: app.FailedReason.Other })
  }
}

type SettingsTools = Pick<TeamsTools, 'readSettings' | 'offerSettings'>

const NO_SETTINGS: SettingsTools = {
  readSettings: () => Promise.resolve(null),
  offerSettings: () => undefined,
}

/** A new tab has none of it yet, whatever the library's types say. */
const storedSettings = z.object({ entityId: z.string().min(1), contentUrl: z.string().min(1) })

/** The page on which a tab of a channel is set up, or set up anew. */
function createSettings(): SettingsTools {
  if (!pages.config.isSupported()) return NO_SETTINGS
  let offered: TabSettings | null = null

  async function save(event: pages.config.SaveEvent): Promise<void> {
    if (offered === null) return event.notifyFailure('nothing has been chosen')
    try {
      // Teams may close the frame as soon as it hears of the success, so it has to have the settings by then.
      await pages.config.setConfig({ ...offered })
    } catch (error) {
      return event.notifyFailure(error instanceof Error ? error.message : String(error))
    }
    event.notifySuccess()
  }
  pages.config.registerOnSaveHandler((event) => void save(event))

  return {
    async readSettings() {
      const stored = await pages.getConfig().catch(() => null)
      return storedSettings.safeParse(stored).data ?? null
    },
    offerSettings(settings) {
      offered = settings
      pages.config.setValidityState(settings !== null)
    },
  }
}
