import { expect, test } from 'vitest'
import { barText } from './progress-bar.ts'
import { bytesText, counted } from './texts.ts'

test('a bar never claims to be done before it is', () => {
  expect(barText(0, 0)).toBe(`[${'.'.repeat(30)}] 0 %`)
  expect(barText(50, 100)).toBe(`[${'#'.repeat(15)}${'.'.repeat(15)}] 50 %`)
  expect(barText(300, 100)).toMatch(/ 99 %$/)
})

test('sizes, counts and rates are said in words', () => {
  expect([bytesText(999), bytesText(34_192_171)]).toEqual(['999 bytes', '34.2 MB'])
  expect([counted(1, 'entry', 'entries'), counted(1234, 'entry', 'entries')]).toEqual([
    '1 entry',
    '1,234 entries',
  ])
})
