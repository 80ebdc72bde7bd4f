import { CommanderError } from 'commander'

/** Input that cannot be read, or a wrong use: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What ends with exit code 2, by name: the classes would bring the whole server with them. */
const unusable = new Set(['UsageError', 'BackupError', 'ConfigError', 'UnreadableFile'])

export type Report = {
  /** False where the command did its work and what it found is bad. */
  ok?: boolean
  /** For `--json`: all there is to say. */
  data: object
  /** For people. */
  lines: readonly string[]
  warnings?: readonly string[]
}

/** Prints a command's result and sets the exit code. */
export function print({ ok = true, data, lines, warnings = [] }: Report, json: boolean): void {
  if (json) console.log(JSON.stringify({ ok, ...data }))
  else for (const line of lines) console.log(line)
  for (const warning of warnings) console.error(`Warning: ${warning}`)
  if (!ok) process.exitCode = 1
}

/** Ends the program with one clear line. What we did not foresee is shown whole. */
export function failWith(error: unknown, json: boolean): never {
  // Commander has said what is wrong, or shown the help that was asked for.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
  const message = error instanceof Error ? error.message : String(error)
  if (json) console.log(JSON.stringify({ ok: false, error: message }))
  const mistake = [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind)
  console.error(mistake ? error : message)
  process.exit(error instanceof Error && unusable.has(error.name) ? 2 : 1)
}
