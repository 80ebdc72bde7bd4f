import type { Formats } from '../words/formats.ts'
import type { Words } from '../words/index.ts'
import { type FilterName, fromNow, isTime } from './filters.ts'

/** One of a filter's values in words; of a person or a team the name is elsewhere. */
export function valueWord(name: FilterName, value: string, words: Words, formats: Formats): string {
  const said: Record<string, string> = words.desk.values
  if (value === '') return words.desk.values.any
  if (name === 'state') return words.terms.states[value as keyof typeof words.terms.states] ?? value
  if (name === 'open') return value === 'true' ? words.desk.values.openTrue : words.desk.values.openFalse
  if (name === 'restricted') return value === 'true' ? words.desk.values.yes : words.desk.values.no
  if (name === 'holder' || name === 'requester')
    return { me: words.desk.values.holderMe, none: words.desk.values.holderNone }[value] ?? value
  if (name === 'team')
    return { mine: words.desk.values.teamMine, none: words.desk.values.teamNone }[value] ?? value
  if (name === 'category' || name === 'waitingOn') return said[value] ?? value
  return isTime(name) ? timeWord(name, value, words, formats) : value
}

function timeWord(name: FilterName, value: string, words: Words, formats: Formats): string {
  const ahead = fromNow(value)
  if (ahead === null) return formats.exact(value)
  if (ahead === 0) return words.desk.values.over
  const said = words.desk.relative
  const time = formats.duration(ahead)
  if (ahead < 0) return said.ago(time)
  return name === 'dueBefore' ? said.within(time) : said.ahead(time)
}
