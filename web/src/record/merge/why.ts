import type { components } from '../../api/index.ts'
import type { Words } from '../../words/index.ts'

type Similar = { why: components['schemas']['WhySimilar'] }

/** Why two records may be the same, as one would say it. */
export function whyInWords({ why }: Similar, words: Words, apart: (ms: number) => string): string {
  const said = words.merge.why
  const quoted = why.words.map(said.quoted)
  const last = quoted.at(-1)
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} ${said.and} ${last}` : (last ?? '')
  return [
    why.service && said.service,
    why.requester && said.requester,
    list && said.words(list),
    why.minutesApart === 0 && said.atOnce,
    why.minutesApart && said.apart(apart(why.minutesApart * 60_000)),
  ]
    .filter(Boolean)
    .join(', ')
}
