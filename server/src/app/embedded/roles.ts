import pg from 'pg'
import { type Credentials, DATABASE, ROLES, urlFor } from './credentials.ts'

/**
 * Makes the two roles and the database, or sets their passwords to ours when they exist. The owner runs
 * migrations; the server connects as the other one, to which migrations grant only what it may do.
 */
export async function ensureRoles(credentials: Credentials, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlFor('admin', credentials, port) })
  client.on('error', () => {})
  client.on('error', () => {})
  await client.connect()
  try {
    await ensureRole(client, ROLES.owner, credentials.owner, 'createdb')
    await ensureRole(client, ROLES.app, credentials.app, 'nocreatedb')
    // So that the owner sees and may end the server's connections, for backup and for tests.
    await client.query(`grant ${ROLES.app} to ${ROLES.owner}`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLES.owner}`)
  } finally {
    await client.end()
  }
}

async function ensureRole(
  client: pg.Client,
  role: string,
  password: string,
  right: 'createdb' | 'nocreatedb',
): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  const verb = rowCount === 0 ? 'create' : 'alter'
  const secret = client.escapeLiteral(password)
  await client.query(`${verb} role ${role} login nosuperuser nocreaterole ${right} password ${secret}`)
}
