/** What the API says of a major incident to everybody. */
export type Item = {
  ref: string
  service: { key: string; name: string } | null
  state: 'open' | 'restored' | 'over'
  since: string
  restoredAt: string | null
  nextPostAt: string | null
  posts: { at: string; affected: string | null; known: string; meanwhile: string | null }[]
  mine: boolean
}
export type Status = { open: Item[]; history: Item[]; mail: boolean }
