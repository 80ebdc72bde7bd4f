/** What a process that makes load is told. */
export type Load = HttpLoad | BareLoad

/** Requests over HTTP: a list for each connection, sent from its beginning, around again if there are too few. */
export type HttpLoad = { kind: 'http'; url: string; requests: Sent[][]; amount: number }
export type Sent = { method: string; path: string; headers: Record<string, string>; body?: string }

/** The statement of a checked-in file, straight to the database; reports are made from number `from` on. */
export type BareLoad = {
  kind: 'bare'
  url: string
  statement: string
  clients: number
  amount: number
  from: number
}

/** How long each took and how long all took, ms; how many failed; how much CPU time the load itself took, ms. */
export type Measured = { latencies: number[]; ms: number; failed: number; cpuMs: number }
