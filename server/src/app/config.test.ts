import path from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, publicUrl, readConfig } from './config.ts'

function problemsOf(env: NodeJS.ProcessEnv, argv: string[] = []): readonly string[] {
  try {
    readConfig(env, argv)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing has to be set', () => {
  expect(readConfig({})).toMatchObject({
    port: 7400,
    host: '127.0.0.1',
    home: path.resolve('.throughline'),
    role: 'all',
    logLevel: 'info',
    databaseUrl: undefined,
    attachmentLimit: 25 * 1024 * 1024,
  })
})

test('every bad value is reported at once, with its variable, what was given and what is allowed', () => {
  const problems = problemsOf({ PORT: '99999', LOG_LEVEL: 'loud', THROUGHLINE_URL: 'itsm.example.com' })
  expect(problems).toEqual([
    'PORT must be a whole number from 0 (any free port) to 65535; it is "99999"',
    'THROUGHLINE_URL must be the http or https address that people open, without a path; it is "itsm.example.com"',
    'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent; it is "loud"',
  ])
})

test('a secret is never shown, however wrong it is', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    THROUGHLINE_BOOTSTRAP_KEY: 'hunter2',
    SMTP_URL: 'hunter2',
  })
  expect(problems).toHaveLength(3)
  expect(problems.join('\n')).not.toContain('hunter2')
  expect(problems[1]).toBe(
    'THROUGHLINE_BOOTSTRAP_KEY must be at least 16 characters without spaces; it is "…" (7 characters, not shown)',
  )
})

test.each(['1.5', '-1', '7400x', '0x10', '1e3', ' '])('PORT=%j is not taken for another number', (text) => {
  if (text === ' ') expect(readConfig({ PORT: text }).port).toBe(7400)
  else expect(problemsOf({ PORT: text })).toHaveLength(1)
})

test('an empty variable means not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 7400, databaseUrl: undefined })
})

test('sizes are written with their unit', () => {
  expect(readConfig({ THROUGHLINE_ATTACHMENT_LIMIT: '10MB' }).attachmentLimit).toBe(10_485_760)
  expect(readConfig({ THROUGHLINE_BODY_LIMIT: '512 kB' }).bodyLimit).toBe(524_288)
  expect(problemsOf({ THROUGHLINE_BODY_LIMIT: '10 bananas' })).toHaveLength(1)
})

test('the command line wins over the environment, and an unknown option is an error', () => {
  const env = { THROUGHLINE_ROLE: 'web', DATABASE_URL: 'postgres://u@h/d' }
  expect(readConfig(env, ['--role', 'worker']).role).toBe('worker')
  expect(problemsOf({ PORT: 'x' }, ['--rol', 'worker'])).toHaveLength(2)
})

test('one role of several needs a database that the others can reach', () => {
  expect(problemsOf({}, ['--role=web'])[0]).toContain('set DATABASE_URL')
})

test("the owner's URL alone is an error", () => {
  expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://u@h/d' })[0]).toContain('together with DATABASE_URL')
})

test('mail needs a sender', () => {
  expect(problemsOf({ SMTP_URL: 'smtp://mail' })[0]).toContain('SMTP_FROM')
  expect(problemsOf({ SMTP_URL: 'smtp://mail', SMTP_FROM: 'Desk <desk@example.com>' })).toEqual([])
  expect(problemsOf({ SMTP_URL: 'smtp://mail', SMTP_FROM: 'a@b.c\r\nBcc: x@y.z' })).toHaveLength(1)
})

test('the public address has no path and no trailing slash', () => {
  expect(readConfig({ THROUGHLINE_URL: 'https://itsm.example.com/' }).url).toBe('https://itsm.example.com')
  expect(problemsOf({ THROUGHLINE_URL: 'https://example.com/itsm' })).toHaveLength(1)
  expect(publicUrl(readConfig({}), 7401)).toBe('http://localhost:7401')
})
