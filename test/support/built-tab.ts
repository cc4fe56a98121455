import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the pages as they are shipped, into a folder of its own. */
export async function buildTab(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'callover-tab-'))
  await build({
    configFile: fileURLToPath(new URL('../../tab/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    // Otherwise React is built as for tests.
    mode: 'production',
    build: { outDir: dir, emptyOutDir: true, sourcemap: false },
  })
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}
