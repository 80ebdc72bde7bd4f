import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Passwords of the built-in database and the port it had last; kept in the data folder, readable by us only. */
export type Credentials = { port: number; admin: string; owner: string; app: string }

/** Roles, from mighty to modest: the cluster's, the schema's owner (migrations), the server's own. */
export const ROLES = { admin: 'postgres', owner: 'throughline', app: 'throughline_app' } as const
export const DATABASE = 'throughline'

/** Reads the credentials of a data folder; undefined when it has none yet. */
export async function readCredentials(home: string): Promise<Credentials | undefined> {
  const file = fileIn(home)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Error(`The database's passwords in ${file} cannot be read: ${error.code}`)
  })
  if (text === undefined) return undefined
  try {
    const { port, admin, owner, app } = JSON.parse(text)
    if ([admin, owner, app].every((password) => typeof password === 'string'))
      return { port, admin, owner, app }
  } catch {}
  throw new Error(`${file} is damaged. Restore it from a backup: it holds the database's passwords.`)
}

/** New random passwords; written before the database is made, so that no crash can lose them. */
export async function makeCredentials(home: string): Promise<Credentials> {
  const password = () => randomBytes(24).toString('base64url')
  const made = { port: 0, admin: password(), owner: password(), app: password() }
  await writeCredentials(home, made)
  return made
}

/** Replaces the file whole, never in part. */
export async function writeCredentials(home: string, credentials: Credentials): Promise<void> {
  const draft = `${fileIn(home)}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, fileIn(home))
}

/** Connection URL of a role on the built-in database. */
export function urlFor(role: keyof typeof ROLES, credentials: Credentials, port: number): string {
  const database = role === 'admin' ? 'postgres' : DATABASE
  return `postgres://${ROLES[role]}:${credentials[role]}@127.0.0.1:${port}/${database}`
}

function fileIn(home: string): string {
  return path.join(home, 'database.json')
}
