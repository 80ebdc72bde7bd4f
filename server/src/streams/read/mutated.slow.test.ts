import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, test } from 'vitest'
import { madeLogs, readSpoiled } from './mutated.testing.ts'

const hour = 3_600_000
const data = fileURLToPath(new URL('../../../../../shared/data/logs/', import.meta.url))

test.each(Object.entries(madeLogs))(
  'however a log is spoiled, in a thousand ways and more: %s',
  (_, make) => readSpoiled(make(), 20_000),
  hour,
)

describe.skipIf(!existsSync(data))('real logs', () => {
  test.each(['bpic2013_incidents.xes.gz', 'servicenow_incident_updates.csv.gz'])(
    'the beginning of one, spoiled: %s',
    (name) => readSpoiled(gunzipSync(readFileSync(data + name)).subarray(0, 60_000), 1000),
    hour,
  )
})
