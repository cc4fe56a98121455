import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
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
          exclude: ['test/tab/**'],
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
