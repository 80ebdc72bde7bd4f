import { configDefaults, defineConfig } from 'vitest/config'

const SLOW = '**/*.slow.test.ts'
const server = {
  environment: 'node',
  globalSetup: ['test/setup/postgres.ts'],
  // A test that hangs fails; one on a busy machine does not.
  testTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
  hookTimeout: 60_000,
}

/**
 * An ordinary `npm test` runs `server`, and `browser`: a whole Throughline seen through a Chromium. Tests that take
 * more than some seconds each are named `*.slow.test.ts` and run with
 * `THROUGHLINE_SLOW_TESTS=1 npm test -- --project slow`.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    // Each worker also keeps a PostgreSQL process busy.
    maxWorkers: 2,
    reporters: ['default', './test/setup/count-reporter.ts'],
    projects: [
      {
        test: {
          ...server,
          name: 'server',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, SLOW, 'test/browser/**'],
        },
      },
      {
        test: {
          ...server,
          name: 'browser',
          globalSetup: [...server.globalSetup, 'test/setup/chromium.ts'],
          include: ['test/browser/**/*.test.ts'],
          exclude: [...configDefaults.exclude, SLOW],
          testTimeout: 90_000,
        },
      },
      ...(process.env.THROUGHLINE_SLOW_TESTS ? [{ test: { ...server, name: 'slow', include: [SLOW] } }] : []),
    ],
  },
})
