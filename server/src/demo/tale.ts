import type { Cast, Member } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Line } from './line.ts'
import type { Words } from './words/draw.ts'
import type { Case } from './words/index.ts'

/** One incident while its plan is written: who has what trouble, how grave it is, and in which words. */
export type Tale = {
  cast: Cast
  chance: Chance
  kind: Case
  who: Member
  line: Line
  impact: 1 | 2 | 3
  urgency: 1 | 2 | 3
  words: Words
}
