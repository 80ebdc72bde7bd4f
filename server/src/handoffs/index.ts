import type { Handler } from '../spine/jobs/index.ts'
import { workforceToIncident } from './workforce-to-incident.ts'

/**
 * Where two practices meet, one file each: read top to bottom, the operating model. *Follow* handoffs react to
 * what was written; *guards* and *panels* are listed here beside them as they come.
 */
export const handoffs: readonly Handler[] = [workforceToIncident]
