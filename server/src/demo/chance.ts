/** Chance from a seed: the same seed draws the same numbers in the same order, on every machine. */
export type Chance = {
  /** From 0 up to, and without, 1. */
  next(): number
  /** Whole numbers from `from` to `to`, both included. */
  whole(from: number, to: number): number
  is(share: number): boolean
  one<T>(among: readonly T[]): T
  weighted<T>(among: readonly (readonly [T, number])[]): T
  some<T>(among: readonly T[], many: number): T[]
  /** Around `middle`, never negative, with a long tail to the right, as durations have it. */
  about(middle: number, spread?: number): number
  /** A chance of its own: what is drawn of it leaves the others alone. */
  apart(name: string): Chance
}

export function chanceFrom(seed: string): Chance {
  let state = hashOf(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const one = <T>(among: readonly T[]): T => {
    if (among.length === 0) throw new RangeError('there is nothing to choose from')
    return among[whole(0, among.length - 1)] as T
  }
  return {
    next,
    whole,
    one,
    is: (share) => next() < share,
    weighted: (among) => {
      let left = next() * among.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of among) {
        left -= weight
        if (left < 0) return value
      }
      return one(among.map(([value]) => value))
    },
    some: (among, many) => {
      const left = [...among]
      return Array.from(
        { length: Math.min(many, left.length) },
        () => left.splice(whole(0, left.length - 1), 1)[0] as never,
      )
    },
    about: (middle, spread = 0.6) => middle * Math.exp(spread * normal(next)),
    apart: (name) => chanceFrom(`${seed}/${name}`),
  }
}

/** Box and Muller's method. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return hash
}
