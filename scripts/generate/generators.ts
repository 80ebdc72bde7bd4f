import { describeCreation } from '../../bench/src/create/bare-sql.ts'
import { describeApi } from '../../server/src/app/openapi.ts'
import { describeClient } from './client-types.ts'
import { describeLifecycles } from './lifecycles.ts'

/** Something checked in that is made from something else checked in. */
export type Generator = {
  /** For messages, e.g. `state diagrams`. */
  name: string
  /** The file it makes, from the repository's root. */
  output: string
  /** The file's whole new content; the same for the same input, whenever and wherever it runs. */
  make(): Promise<string>
}

/** Every generated file of this repository, in the order they are made: a later one may read an earlier one. */
export const generators: readonly Generator[] = [
  { name: 'API description', output: 'server/openapi.json', make: describeApi },
  { name: 'client of the API', output: 'web/src/api/generated/schema.ts', make: describeClient },
  { name: 'lifecycles', output: 'docs/lifecycles.md', make: describeLifecycles },
  { name: 'statement of a creation', output: 'bench/sql/create-incident.sql', make: describeCreation },
]
