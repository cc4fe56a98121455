import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the pages as they are shipped, into a folder of its own. */
export async function buildTab(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'callover-tab-'))
  const { NODE_ENV } = process.env
  // The test runner's own would win against the mode: React and Fluent UI would be built as for tests, without page styles.
  process.env['NODE_ENV'] = 'production'
  try {
    await build({
      configFile: fileURLToPath(new URL('../../tab/vite.config.ts', import.meta.url)),
      logLevel: 'error',
      mode: 'production',
      build: { outDir: dir, emptyOutDir: true, sourcemap: false },
    })
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = NODE_ENV
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}
