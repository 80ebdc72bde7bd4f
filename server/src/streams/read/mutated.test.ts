import { test } from 'vitest'
import { madeLogs, readSpoiled } from './mutated.testing.ts'

test.each(Object.entries(madeLogs))(
  'however a log is spoiled, it is read as one that makes sense or refused by name: %s',
  (_, make) => readSpoiled(make(), 150),
)
