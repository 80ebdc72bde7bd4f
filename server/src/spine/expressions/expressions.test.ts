import { expect, test } from 'vitest'
import { conditionOf, conditionProblem } from './index.ts'

const vocabulary = { labels: 'texts', source: 'text' } as const
const ask = (text: string, labels: Record<string, string>) =>
  conditionOf(text, vocabulary)({ labels, source: 'prometheus' })

test('an absent label is an empty one, and `has` tells that it is absent', () => {
  expect(ask('labels.team == "db"', {})).toBe(false)
  expect(ask('labels["team"] == ""', {})).toBe(true)
  expect(ask('has(labels.team)', {})).toBe(false)
  expect(ask('!has(labels.team) || labels.team == "db"', { team: 'web' })).toBe(false)
})

test('what is no condition over what there is, is told in one line', () => {
  expect(conditionProblem('labels.team ==', vocabulary)).toMatch(/^Unexpected token/)
  expect(conditionProblem('host == "a"', vocabulary)).toBe('Unknown variable: host')
  expect(conditionProblem('labels.team', vocabulary)).toBe('must be true or false, and is a string')
  expect(conditionProblem('labels.team == "db"', vocabulary)).toBeNull()
})

test('what cannot be evaluated on some values throws there', () => {
  const condition = conditionOf('int(labels.port) > 1024', vocabulary)
  expect(condition({ labels: { port: '8080' }, source: '' })).toBe(true)
  expect(() => condition({ labels: { port: 'http' }, source: '' })).toThrow()
})

test('a pattern that would be tried for ever ends', () => {
  expect(ask('labels.host.matches("^(a+)+$")', { host: `${'a'.repeat(5000)}!` })).toBe(false)
})

test('what could take for ever or all the memory is refused: loops within loops, and lists made of lists', () => {
  const loop = (body: string) => `["a", "b"].all(x, ${body})`
  const doubled = `${'cel.bind(l, [1], '.repeat(3)}l.size() > 3${')'.repeat(3)}`
  for (const endless of [loop(loop('true')), loop(`labels.a == "" || ${loop('x == ""')}`), doubled])
    expect(conditionProblem(endless, vocabulary)).toMatch(/lists within lists/)
  for (const made of ['map(l, l + l)', 'filter(l, true)'])
    expect(conditionProblem(`[[1]].${made}.size() == 1`, vocabulary)).toMatch(/lists within lists/)
  expect(ask(`${loop('x != ""')} && labels.exists(name, name.startsWith("k"))`, { k8s: 'a' })).toBe(true)
})
