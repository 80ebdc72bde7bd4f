import type { Spine } from '../spine/context/index.ts'
import type { Handler, Loop } from '../spine/jobs/index.ts'
import { tellOfRecovery } from './event-to-incident/recovery.ts'
import { eventToIncident } from './event-to-incident.ts'
import { workforceToIncident } from './workforce-to-incident.ts'

export { addCandidateRoutes } from './candidates/index.ts'
export { recoveredByItself } from './event-to-incident/recovery.ts'
export { addLeavingRoutes } from './leaving/index.ts'

/**
 * Where two practices meet, one file each: read top to bottom, the operating model. *Follow* handoffs react to
 * what was written; *guards* and *panels* are listed here beside them as they come.
 */
export const handoffs: readonly Handler[] = [workforceToIncident, tellOfRecovery]

/** Handoffs from what is no record, and so writes nothing that could be followed. */
export function handoffLoops(spine: Spine): readonly Loop[] {
  return [eventToIncident(spine)]
}
