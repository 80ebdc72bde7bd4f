import type { Words } from '../words/index.ts'
import type { FilterName } from './filters.ts'

/** One of a filter's values in words. */
export function valueWord(name: FilterName, value: string, words: Words): string {
  const said: Record<string, string> = words.desk.values
  if (name === 'state') return words.terms.states[value as keyof typeof words.terms.states] ?? value
  if (name === 'open') return value === 'true' ? words.desk.values.openTrue : words.desk.values.openFalse
  if (name === 'restricted') return value === 'true' ? words.desk.values.yes : words.desk.values.no
  if (name === 'holder' || name === 'requester')
    return { me: words.desk.values.holderMe, none: words.desk.values.holderNone }[value] ?? value
  if (name === 'due') return said[`due${value === 'over' ? 'Over' : value}`] ?? value
  if (name === 'category') return said[value] ?? value
  return value
}
