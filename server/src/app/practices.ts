import { item, service } from '../foundation/configuration/index.ts'
import { article } from '../foundation/knowledge/index.ts'
import { task } from '../foundation/tasks/index.ts'
import { escalationPath, schedule } from '../foundation/workforce/index.ts'
import { incident, review } from '../practices/incident/index.ts'
import { system } from '../spine/audit/index.ts'
import { type Registry, registryOf } from '../spine/practice/index.ts'

/** Every kind of record there is. */
export const practices: Registry = registryOf([
  incident,
  review,
  task,
  service,
  item,
  article,
  schedule,
  escalationPath,
  system,
])
