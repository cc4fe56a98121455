import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests of code that keeps no state in its modules: their files may share what they load, which is much of their time. */
const SHARING = ['domain', 'telephony', 'channels', 'lib', 'store', 'usecases'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // By itself it leaves a core free, which is half of a small machine; most tests wait for something.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
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
          include: ['test/tab/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
