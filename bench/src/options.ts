/** How a benchmark is run. */
export type Options = {
  /** Small numbers: shows that everything runs, and says little about speed. */
  short: boolean
  /** Also writes how PostgreSQL answers what is read: bench/plans. */
  plans: boolean
  /** Rounds, of which medians are taken. */
  rounds: number
}
