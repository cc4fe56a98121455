import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests of code that keeps no state in its modules: their files may share what they load, which is much of their time. */
const SHARING = ['domain', 'telephony', 'channels', 'lib', 'store', 'usecases'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Tests of the whole product wait for most of their time: one more than there are cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    // Calls take the time of speaking; they can be made at once.
    maxConcurrency: 12,
    // Long enough for a machine that builds something else as well; a test that passes does not wait.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { LOG_LEVEL: 'silent' },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/tab/**', ...SHARING],
        },
      },
      {
        extends: true,
        test: {
          name: 'sharing',
          environment: 'node',
          isolate: false,
          include: SHARING,
        },
      },
      {
        extends: true,
        test: {
          name: 'tab',
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['test/support/fresh-page.ts'],
          include: ['test/tab/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
