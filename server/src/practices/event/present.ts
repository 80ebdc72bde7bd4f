import { isoOf } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import { personName } from '../../spine/practice/index.ts'
import { priorityOf } from '../../spine/settings/index.ts'
import { knownIncidents, type Tried } from './commands.ts'
import { type AlertRow, link, nameOf } from './event.ts'
import type { AlertListRow } from './store.ts'

type Known = {
  people: Awaited<ReturnType<Ctx['directory']['people']>>
  incidents: ReadonlySet<number>
}

/** Alerts as a list shows them; the incidents that the caller may not see are left out. */
export async function presentAlerts(ctx: Ctx, rows: readonly AlertListRow[]) {
  const known = await knownOf(ctx, rows)
  return rows.map((row) => listed(ctx, row, known))
}

export async function presentAlert(ctx: Ctx, row: AlertRow) {
  const known = await knownOf(ctx, [row])
  return {
    ...listed(ctx, row, known),
    fingerprint: row.fingerprint,
    labels: row.labels,
    annotations: row.annotations,
    generator: link(row.generator),
    startsAt: isoOf(row.startsAt),
    endsAt: isoOf(row.endsAt),
    rule: row.rule,
    note: row.note,
    owner: personName(known.people, ownerOf(ctx, row)),
  }
}

async function knownOf(ctx: Ctx, rows: readonly AlertListRow[]): Promise<Known> {
  const ids = rows.flatMap((row) => [row.suppressedBy, row.acknowledgedBy, ownerOf(ctx, row)])
  const [people, incidents] = await Promise.all([
    ctx.directory.people(ids.filter((id) => id !== null)),
    knownIncidents(ctx, rows),
  ])
  return { people, incidents }
}

function ownerOf({ directory }: Ctx, { serviceId }: AlertListRow): number | null {
  return serviceId === null ? null : (directory.service(serviceId)?.ownerId ?? null)
}

function listed(ctx: Ctx, row: AlertListRow, { people, incidents }: Known) {
  const { id, name, summary, source, severity, state, group, count, episodes, incidentId } = row
  const by = state === 'acknowledged' ? row.acknowledgedBy : row.suppressedBy
  return {
    ...{ id, name, summary, source, severity, state, group, count, episodes },
    runbook: link(row.runbook),
    reason: state === 'suppressed' || row.suppressedBy !== null ? row.reason : null,
    suppressedUntil: isoOf(row.suppressedUntil),
    by: personName(people, by),
    service: serviceName(ctx, row.serviceId),
    team: teamName(ctx, row.teamId),
    since: isoOf(row.firedAt),
    recoveredAt: isoOf(row.recoveredAt),
    firstSeen: isoOf(row.firstSeen),
    lastSeen: isoOf(row.lastSeen),
    incident: incidentId !== null && incidents.has(incidentId) ? `INC-${incidentId}` : null,
  }
}

/** What rules make of an alert. */
export function presentTried(ctx: Ctx, { sent, judged }: Tried) {
  const { rule, note, severity, impact, urgency, serviceId, teamId, group, suppressed } = judged
  return {
    ...{ rule, note, severity, impact, urgency, group, suppressed },
    name: nameOf(sent),
    labels: sent.labels,
    priority: priorityOf(ctx.settings.current(), impact, urgency),
    service: serviceName(ctx, serviceId),
    team: teamName(ctx, teamId),
  }
}

function serviceName({ directory }: Ctx, id: number | null) {
  const service = id === null ? null : directory.service(id)
  return service ? { ref: service.ref, key: service.key, name: service.name } : null
}

function teamName({ directory }: Ctx, id: number | null) {
  const team = id === null ? null : directory.team(id)
  return team ? { id: team.id, key: team.key, name: team.name } : null
}
