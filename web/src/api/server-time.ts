/** This machine's clock may be wrong by hours; the server's is the one that targets are kept by. */
let ahead = 0

/** Learns from an answer's `Date` header how far the server's clock is ahead of this one, to the second. */
export function learnTime(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(date)) return
  const difference = date - Date.now()
  // The header has whole seconds: what is within them is no difference.
  ahead = Math.abs(difference) < 2_000 ? 0 : difference
}

/** The server's time in milliseconds. */
export const now = (): number => Date.now() + ahead
