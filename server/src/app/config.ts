import path from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { SETTINGS, type Setting } from './settings-table.ts'

/** The whole configuration, read once at start. Sizes are in bytes, `home` is an absolute path. */
export type Config = { readonly [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> }

/** Every bad value at once; `message` is for people, one line a problem. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems
        .map((problem) => `  ${problem}`)
        .join('\n')}`,
    )
    this.problems = problems
  }
}

/** What the command line may set; it wins over the environment. */
const FLAGS = { role: 'THROUGHLINE_ROLE', port: 'PORT', host: 'HOST', home: 'THROUGHLINE_HOME' } as const

/**
 * Reads the configuration from the environment and the command line (`--role web`).
 * @throws ConfigError naming for each bad value its variable, what was given (secrets hidden) and what is allowed.
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const problems: string[] = []
  const given = { ...env, ...readFlags(argv, problems) }
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    // `PORT=` in a shell or an env file means "not set".
    const text = given[setting.variable]?.trim() || undefined
    const result = setting.schema.safeParse(text)
    if (result.success) values[name] = result.data
    else problems.push(`${setting.variable} must be ${setting.allowed}; it is ${shown(setting, text)}`)
  }
  const config = values as Config
  if (problems.length === 0) checkTogether(config, problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...config, home: path.resolve(config.home) }
}

/** The address people open: THROUGHLINE_URL, else localhost with the port that is really listened on. */
export function publicUrl(config: Config, port: number): string {
  return config.url ?? `http://localhost:${port}`
}

function readFlags(argv: readonly string[], problems: string[]): Record<string, string> {
  const options = Object.fromEntries(Object.keys(FLAGS).map((name) => [name, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ args: [...argv], options })
    return Object.fromEntries(
      Object.entries(FLAGS).flatMap(([flag, variable]) => {
        const value = values[flag]
        return typeof value === 'string' ? [[variable, value]] : []
      }),
    )
  } catch (error) {
    const known = Object.keys(FLAGS).map((name) => `--${name}`)
    problems.push(`Command line: ${(error as Error).message} (options are ${known.join(', ')})`)
    return {}
  }
}

function checkTogether(config: Config, problems: string[]): void {
  if (config.databaseOwnerUrl && !config.databaseUrl) {
    problems.push('DATABASE_OWNER_URL must be set together with DATABASE_URL, which is not set')
  }
  if (config.role !== 'all' && !config.databaseUrl) {
    problems.push(
      `THROUGHLINE_ROLE must be all while the built-in database is used; it is ${config.role}. ` +
        'Processes that share the work share a database: set DATABASE_URL',
    )
  }
  if (config.smtpUrl && !config.smtpFrom) {
    problems.push('SMTP_FROM must be set together with SMTP_URL: the address that mail comes from')
  }
}

function shown(setting: Setting<unknown>, text: string | undefined): string {
  if (text === undefined) return 'not set'
  return setting.secret ? `"…" (${text.length} characters, not shown)` : JSON.stringify(text)
}
