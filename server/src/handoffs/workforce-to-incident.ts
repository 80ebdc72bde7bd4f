import type { Spine, TeamFacts } from '../spine/context/index.ts'
import type { ClockStep, Handler } from '../spine/jobs/index.ts'
import { type Telling, tell } from '../spine/notices/index.ts'
import type { RecordRow } from '../spine/records/index.ts'

/**
 * Workforce → incident: who is told when an incident's clock reaches a warning point.
 *
 * Nobody has taken it: at half of the time to respond the shift lead, at three quarters the team lead, at the
 * end the manager and the service's owner. It is not resolved in time: its holder, the team lead, at the end the
 * manager. Where a rung is not staffed the next one is told, so that every step reaches a person. Who holds the
 * incident does not change.
 */
export const workforceToIncident: Handler = {
  name: 'workforce to incident',
  wants: [{ kind: 'incident', verbs: ['escalate'] }],
  run: async (spine, job) => {
    const row = await job.current()
    const reached = job.entry.data.more as ClockStep | undefined
    if (row && reached) await tell(spine, job, tellingsFor(spine, row, reached))
  },
}

/** The people of a warning point, as the directory has them now. */
export function tellingsFor(spine: Spine, row: RecordRow, { clock, step }: ClockStep): Telling[] {
  const teams = teamsOf(spine, row)
  if (clock === 'response') {
    const rung = step < 75 ? shiftLead : step < 100 ? lead : manager
    const named = [...teams.map(rung), ...(step < 100 ? [] : [ownerOf(spine, row)])]
    return named.map((personId) => ({ personId, type: 'escalation' }))
  }
  const named = [row.holderId, ...teams.map(lead), ...(step < 100 ? [] : teams.map(manager))]
  return named.map((personId) => ({ personId, type: 'late' }))
}

/** The incident's team; while it has none, those that receive reports. */
function teamsOf(spine: Spine, row: RecordRow): TeamFacts[] {
  const team = row.teamId === null ? null : spine.directory.team(row.teamId)
  return team ? [team] : spine.directory.teams().filter(({ line }) => line === 1)
}

function shiftLead(team: TeamFacts): number | null {
  return team.shiftLeadId ?? lead(team)
}

function lead(team: TeamFacts): number | null {
  return team.leadId ?? team.managerId ?? team.shiftLeadId
}

function manager(team: TeamFacts): number | null {
  return team.managerId ?? team.leadId ?? team.shiftLeadId
}

function ownerOf(spine: Spine, row: RecordRow): number | null {
  return row.serviceId === null ? null : (spine.directory.service(row.serviceId)?.ownerId ?? null)
}
