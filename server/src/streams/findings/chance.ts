/**
 * What chance alone may do. Samples are compared by ranks (Mann and Whitney, Annals of Mathematical Statistics 18,
 * 1947), with durations sorted into sizes 1.1 % apart; equal sizes are ties, and are corrected for.
 */
export type Sizes = Uint32Array

const sizesPerDoubling = 64
const sizes = 48 * sizesPerDoubling

export const noSizes = (): Sizes => new Uint32Array(sizes)

/** Which size a duration in ms has. */
export function sizeOf(ms: number): number {
  return ms <= 0 ? 0 : Math.min(sizes - 1, 1 + Math.max(0, Math.floor(Math.log2(ms) * sizesPerDoubling)))
}

export function sizesOf(durations: Float64Array): Sizes {
  const counts = noSizes()
  for (let at = 0; at < durations.length; at++) add(counts, sizeOf(durations[at] as number))
  return counts
}

export function add(counts: Sizes, size: number): void {
  counts[size] = (counts[size] as number) + 1
}

/** `larger`: how likely one of the first is the larger of two, 0 to 1; `z`: in standard errors from even. */
export type Difference = { larger: number; z: number }

export function differenceOf(first: Sizes, second: Sizes): Difference | null {
  let before = 0
  let wins = 0
  let all = 0
  let some = 0
  let ties = 0
  for (let size = 0; size < sizes; size++) {
    const a = first[size] as number
    const b = second[size] as number
    wins += a * (before + b / 2)
    before += b
    some += a
    all += a + b
    ties += (a + b) ** 3 - (a + b)
  }
  const pairs = some * before
  if (pairs === 0) return null
  const variance = (pairs / 12) * (all + 1 - ties / (all * (all - 1)))
  return { larger: wins / pairs, z: variance > 0 ? (wins - pairs / 2) / Math.sqrt(variance) : 0 }
}

const accepted = 0.01

/**
 * Whether chance would do this less than once in a hundred, though one looked at so many and took the largest
 * (Bonferroni). exp(-z²/2) is above both tails of the normal distribution, so this errs on the side of silence.
 */
export function beyondChance(z: number, looks = 1): boolean {
  return Math.exp((-z * z) / 2) * looks < accepted
}

/** Of two, the larger so seldom that it is no advice is a weak difference. */
export const weakest = 0.6

/**
 * The interval of a share at 95 % (Wilson, Journal of the American Statistical Association 22, 1927): it holds for
 * small counts, and stays between 0 and 1.
 */
export function wilson(some: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const z = 1.96
  const share = some / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) }
}
