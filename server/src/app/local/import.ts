import { type ImportOptions, type ImportReport, importServiceNow } from '../../connectors/servicenow/index.ts'
import { incidentTimers } from '../../practices/incident/index.ts'
import { rebuildTimers } from '../../spine/jobs/index.ts'
import type { Config } from '../config.ts'
import { withContext } from './with-context.ts'
import type { LocalOptions } from './with-database.ts'

/** Brings in an export of ServiceNow's incidents; what is still open or resolved in it goes on living from now. */
export function importServiceNowLocally(
  config: Config,
  options: LocalOptions & ImportOptions,
): Promise<ImportReport> {
  return withContext(config, { ...options, make: true }, async (ctx) => {
    const report = await importServiceNow(ctx, options)
    if (!options.dryRun) await rebuildTimers(ctx, incidentTimers, ['resolved', 'waiting-supplier'])
    return report
  })
}
