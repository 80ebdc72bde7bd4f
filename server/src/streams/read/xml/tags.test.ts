import { expect, test } from 'vitest'
import { XesReader } from '../xes.ts'

const event = (name: string): string =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-05T10:00:00Z"/></event>`
const log = (inner: string): string => `<?xml version="1.0"?>\n<log>\n<trace>\n${inner}\n</trace>\n</log>\n`

function read(text: string, piece = text.length) {
  const reader = new XesReader()
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece))
  return reader.finish()
}

test('it reads the same however its bytes are cut', () => {
  const text = log(`${event('A &amp; B')}<!-- <event> -->${event('Prüfen &#x1F600;')}<![CDATA[<]]>`)
  const whole = read(text)
  expect(whole.log.names.activities).toEqual(['A & B', 'Prüfen 😀'])
  for (const piece of [1, 2, 3, 7, 50])
    expect(read(text, piece).log.names.activities).toEqual(['A & B', 'Prüfen 😀'])
})

test.each([
  ['no XML', 'case;activity\n', 'line 1: this is no XML'],
  ['nothing', '<?xml version="1.0"?>\n', 'line 2: there is no element'],
  ['cut in a tag', log(event('A')).slice(0, -4), 'the file ends within a tag'],
  ['cut between tags', '<log>\n<trace>\n', 'line 3: the file ends before </trace>'],
  ['closed in the wrong order', '<log>\n<trace>\n</log>', 'line 3: </log> where </trace> must come'],
  ['closed twice', '<log></log>\n</log>', 'line 2: </log> closes nothing'],
  ['two roots', '<log></log>\n<log></log>', 'line 2: a second element follows the first'],
  ['text after the end', '<log></log>\nmore', 'line 2: text follows the last element'],
  ['an attribute without value', log('<event>\n<string key/></event>'), 'line 5: an attribute has no value'],
  ['a value without quotes', '<log a=1>', 'line 1: the value of an attribute is not in quotes'],
  ['a bare <', '<log>\n< b', 'line 2: a tag is malformed'],
  ['an unknown entity', log(event('&bomb;')), 'stands for nothing'],
  ['a NUL by reference', log(event('&#0;')), 'stands for nothing'],
  [
    'an entity bomb',
    '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<log/>',
    'line 2: a document type is declared; entities are neither read nor expanded here',
  ],
  [
    'an external entity',
    '<!DOCTYPE log SYSTEM "file:///etc/passwd">\n<log/>',
    'line 1: a document type is declared',
  ],
  ['too deep', `<log>${'<a>'.repeat(300)}`, 'more than 256 elements within each other'],
])('%s is refused with its line', (_, text, why) => {
  expect(() => read(text)).toThrow(why)
  expect(() => read(text, 5)).toThrow(why)
})

test('a tag that does not end is refused before it fills the memory', () => {
  const reader = new XesReader()
  reader.push(Buffer.from('<log a="'))
  const piece = Buffer.alloc(1 << 20, 97)
  expect(() => {
    for (let at = 0; at < 100; at++) reader.push(piece)
  }).toThrow('a tag does not end within 4 MB')
})

test('what is odd is left out and said', () => {
  const time = '<date key="time:timestamp" value="2026-01-05T10:00:00Z"/>'
  const { log: read1, reading } = read(
    `<log><event>${time}</event><trace><string key="concept:name" value="1"/>${event('A')}<event>${time}</event><event><string key="concept:name" value="B"/></event></trace><trace><string key="concept:name" value="1"/>${event('A')}</trace><trace>${event('A')}</trace><trace/></log>`,
  )
  expect(read1.events).toBe(3)
  expect([0, 1, 2].map(read1.names.case)).toEqual(['1', '1 (2)', '#3'])
  expect(reading.warnings).toEqual([
    '1 event has no time that can be read, the first at line 1: left out',
    '1 event has no name: left out',
    '1 event belongs to no trace: left out',
    '1 trace has no event: left out',
    '1 trace has no name: numbered',
    '1 trace repeats the name of an earlier one: kept apart',
  ])
})
