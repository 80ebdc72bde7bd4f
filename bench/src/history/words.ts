/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many different words; the nth most frequent is used n times less often than the most frequent one (Zipf). */
export const vocabularySize = 50_000

const syllables =
  'ba be bo da de di fa fe ga go ka ke ki la le lo ma me mi na ne no pa pe ra re ri sa se ta te to va'.split(
    ' ',
  )

/** The vocabulary, most frequent first; `word(rank)` is the same in every run. */
export function word(rank: number): string {
  let rest = rank + 40
  let text = ''
  for (; rest > 0; rest = Math.floor(rest / syllables.length)) text += syllables[rest % syllables.length]
  return text
}

/** A text of so many words, the frequent ones often. */
export function text(random: () => number, words: number): string {
  return Array.from({ length: words }, () => word(Math.floor(vocabularySize ** random()) - 1)).join(' ')
}
