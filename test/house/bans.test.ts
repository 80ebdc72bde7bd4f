import { expect, test } from 'vitest'
import { findBans } from '../../scripts/ban-table.ts'

const RULES = 'server/src/practices/incident/incident.ts'

test.each([
  ['Date.now()', 'const a = Date.now()'],
  ['new Date()', 'const a = new Date()'],
  ['Date()', 'const a = Date()'],
  ['Date.now handed on', 'const clock = Date.now'],
  ['Temporal.Now', 'const a = Temporal.Now.instant()'],
  ['now() in SQL', 'const q = sql`select now()`'],
  ['NOW ( ) after a value', 'const q = sql`select 1, NOW ( )`'],
  ['current_timestamp in a string', `const q = 'update x set at = current_timestamp'`],
])('%s breaks the ban on system clocks', (_, source) => {
  expect(findBans(RULES, source)).toHaveLength(1)
})

test.each([
  ['the injected clock', 'const a = ctx.now()'],
  ['its function by itself', 'const a = now()'],
  ['a date from a value', 'const a = new Date(at)'],
  ['a word that contains one', 'const q = sql`select known() from x where unknown_now`'],
  ['a comment', '// Date.now() and now() are banned'],
])('%s does not', (_, source) => {
  expect(findBans(RULES, source)).toEqual([])
})

test('the time folder, tests, and code outside the business may read the clock', () => {
  for (const file of [
    'server/src/spine/time/time-source.ts',
    RULES.replace('.ts', '.test.ts'),
    'bench/src/main.ts',
  ]) {
    expect(findBans(file, 'const a = Date.now()')).toEqual([])
  }
})

test('a migration may not write the time of the database either', () => {
  expect(findBans('server/migrations/0001_x.ts', 'const ddl = `at timestamptz default now()`')).toHaveLength(
    1,
  )
})

test('a broken ban names file, line and what to do', () => {
  expect(findBans(RULES, '\nconst a = new Date()')).toEqual([
    `${RULES}:2 reads the system clock; take the time from ctx, so that tests and drills can move it`,
  ])
})

test('the German screens say Sie', () => {
  const file = 'web/src/words/de/shell.ts'
  for (const words of ['Dein Profil', 'Nimm einen weg', 'Das siehst nur du.'])
    expect(findBans(file, `const a = '${words}'`)).toHaveLength(1)
  for (const words of ['Ihr Profil', 'Nehmen Sie an', 'Individuell', 'Dirigieren'])
    expect(findBans(file, `const a = '${words}'`)).toEqual([])
  expect(findBans('web/src/words/en/shell.ts', `const a = 'du'`)).toEqual([])
})

test('names that say nothing are refused', () => {
  expect(findBans('server/src/spine/utils.ts', '')).toHaveLength(1)
  expect(findBans('web/src/common/button.tsx', '')).toHaveLength(1)
  expect(findBans('server/src/spine/uncommon.ts', '')).toEqual([])
})

test('nothing is put into a page unescaped but what its two makers made', () => {
  for (const source of ["import { html } from 'ghtml'", 'const a = new Markup(record.title)']) {
    expect(findBans('server/src/pages/portal/list.ts', source)).toHaveLength(1)
    expect(findBans('server/src/pages/markdown.ts', source)).toEqual([])
  }
})
