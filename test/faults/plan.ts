/** What is killed: */
export const kinds = {
  server: 'the server’s process',
  'server twice': 'the server’s process, and the next one while it is starting',
  postgres: 'the postmaster and all its processes at once',
  postmaster: 'the postmaster alone, its processes find out by themselves',
  backend: 'one process of PostgreSQL that works for the server',
  both: 'the server and all of PostgreSQL at once, as when the power goes',
} as const

export type Kind = keyof typeof kinds

/** A kill, and whether the next one waits until all has caught up. */
export type Kill = { kind: Kind; patient: boolean }

export type Plan = {
  seed: number
  kills: readonly Kill[]
  /** How long the load runs before a kill, ms: from, to. */
  before: readonly [number, number]
  /** Most requests that the load begins, whatever the time. */
  mostRequests: number
  /** After this the run is given up, ms. */
  mostTime: number
}

/** All must be as it was, ready and caught up within this time, ms. */
export const limit = 15_000

const times = (count: number, ...some: Kind[]): Kind[] => Array.from({ length: count }, () => some).flat()

const full = [
  ...times(20, 'server'),
  ...times(2, 'server twice'),
  ...times(10, 'postgres', 'postmaster'),
  ...times(3, 'backend'),
  ...times(3, 'both'),
]
const short: Kind[] = ['server', 'postgres', 'server', 'postmaster']

/** Reads the command line: `--short`, `--seed 7`. */
export function planFrom(argv: readonly string[]): Plan {
  const given = argv.includes('--seed') ? Number(argv[argv.indexOf('--seed') + 1]) : Number.NaN
  const seed = Number.isInteger(given) ? given : Date.now() % 1_000_000
  return argv.includes('--short')
    ? { seed, kills: some(short), before: [800, 1_600], mostRequests: 20_000, mostTime: 120_000 }
    : { seed, kills: some(full), before: [500, 2_500], mostRequests: 200_000, mostTime: 900_000 }
}

/** Two of four kills are followed by the next one before their work is caught up: some of it is cut twice. */
function some(all: readonly Kind[]): Kill[] {
  return all.map((kind, index) => ({ kind, patient: index % 4 > 1 }))
}
