import { expect, test } from 'vitest'
import { fingerprintOf } from './index.ts'

/** The same by its definition, in big integers. */
function byDefinition(labels: Record<string, string>): string {
  let hash = 0xcbf29ce484222325n
  const bytes = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => [...Buffer.from(name), 255, ...Buffer.from(value), 255])
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

test('the fingerprint is FNV-1a over the sorted labels, whatever they hold', () => {
  for (const labels of [
    { alertname: 'HighLoad' },
    { severity: 'critical', alertname: 'HighLoad', instance: 'mx1:9100' },
    { alertname: 'Überlast', city: 'Łódź 🚢', z: 'a'.repeat(5000) },
  ] as Record<string, string>[])
    expect(fingerprintOf(labels)).toBe(byDefinition(labels))
})

test('the order of labels and empty ones make no difference', () => {
  const plain = fingerprintOf({ alertname: 'A', job: 'b' })
  expect(fingerprintOf({ job: 'b', team: '', alertname: 'A' })).toBe(plain)
  expect(fingerprintOf({ alertname: 'Ajob', b: '' })).not.toBe(plain)
})
