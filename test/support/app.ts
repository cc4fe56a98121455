import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type AppOptions } from '../../server/app.ts'
import type { Role } from '../../server/contract/member.ts'
import { createToken, hashToken } from '../../server/auth/tokens.ts'
import { addUser, createFakeDeps, type FakeDeps } from './fakes.ts'
import { listen, type ListeningServer } from './http-server.ts'
import { sessionFor } from './people.ts'

export interface TestApp extends ListeningServer {
  deps: FakeDeps
  /** An empty folder in place of the built tab. */
  tabDir: string
}

/** The whole app on a free port, with dependencies in memory. */
export async function startApp(options: Partial<AppOptions> & { deps?: FakeDeps } = {}): Promise<TestApp> {
  const deps = options.deps ?? createFakeDeps()
  const tabDir = options.tabDir ?? mkdtempSync(join(tmpdir(), 'callover-tab-'))
  const app = createApp({ publicUrl: null, demo: false, checkResponses: true, ...options, deps, tabDir })
  const server = await listen(app)
  return {
    ...server,
    deps,
    tabDir,
    close: async () => {
      await server.close()
      if (options.tabDir === undefined) rmSync(tabDir, { recursive: true, force: true })
    },
  }
}

/** Somebody signed in: their token and id. Passwords take time, so the session is put there directly. */
export async function signedIn(
  deps: FakeDeps,
  name = 'Anna',
  roles: Record<string, Role[]> = {},
): Promise<{ token: string; userId: string; sessionId: string }> {
  const user = await addUser(deps, { email: `${name.toLowerCase()}@example.test`, name, roles })
  const token = createToken()
  const session = await deps.store.sessions.insert({ ...sessionFor(user.id), tokenHash: hashToken(token) })
  return { token, userId: user.id, sessionId: session.id }
}
