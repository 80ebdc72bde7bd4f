import pg from 'pg'

/** A connection of its own, on which nothing is converted: numbers as text, times in UTC. */
export async function connect(url: string, purpose: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `throughline ${purpose}`,
    options: '-c timezone=UTC -c datestyle=ISO -c client_encoding=UTF8 -c client_min_messages=warning',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Ends a connection; at once where something failed, because PostgreSQL may be waiting for us to read on. */
export async function disconnect(client: pg.Client, failed: boolean): Promise<void> {
  if (failed)
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  else await client.end()
}
