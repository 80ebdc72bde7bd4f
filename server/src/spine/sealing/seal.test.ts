import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSeal, sealOf, Unsealable } from './index.ts'

test('what is sealed opens with the same key and for the same purpose only', () => {
  const seal = sealOf('a key of some length, or more')
  const sealed = seal.close('whsec_abc', 'webhook')
  expect(sealed).not.toContain('abc')
  expect(seal.open(sealed, 'webhook')).toBe('whsec_abc')
  expect(seal.close('whsec_abc', 'webhook')).not.toBe(sealed)
  expect(() => seal.open(sealed, 'mail')).toThrow(Unsealable)
  expect(() => sealOf('another key').open(sealed, 'webhook')).toThrow('another key')
  expect(() => seal.open(`${sealed.slice(0, -2)}AA`, 'webhook')).toThrow(Unsealable)
})

test('processes that start at once on a folder have one key, which others cannot read', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'seal-'))
  const [one, two] = await Promise.all([openSeal(home), openSeal(home)])
  expect(two.open(one.close('secret', 'x'), 'x')).toBe('secret')
  expect((await openSeal(home)).open(one.close('secret', 'x'), 'x')).toBe('secret')
  expect((await stat(path.join(home, 'keys', 'seal.key'))).mode & 0o077).toBe(0)
})
