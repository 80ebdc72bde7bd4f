import pg from 'pg'

const OLDEST_MAJOR = 15

/**
 * Connects once to a server the administrator runs.
 * @throws Error naming `variable`, without its password, when it cannot be reached or is older than version 15.
 */
export async function inspectServer(
  variable: string,
  url: string,
): Promise<{ role: string; isSuperuser: boolean }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major, current_user as role,
              current_setting('is_superuser') = 'on' as superuser`,
    )
    const { major, role, superuser } = rows[0]
    if (major >= OLDEST_MAJOR) return { role, isSuperuser: superuser }
    throw new Error(`it is PostgreSQL ${major}; Throughline needs ${OLDEST_MAJOR} or newer`)
  } catch (error) {
    throw new Error(`${variable} (${withoutPassword(url)}) cannot be used: ${reasonOf(error)}`)
  } finally {
    await client.end().catch(() => {})
  }
}

function withoutPassword(url: string): string {
  const shown = new URL(url)
  if (shown.password) shown.password = '…'
  shown.search = ''
  return decodeURIComponent(shown.href)
}

// A host name with two addresses fails with an AggregateError, whose own message is empty.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
