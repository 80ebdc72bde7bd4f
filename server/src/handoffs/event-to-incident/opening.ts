import { incidentCreate } from '@throughline/contract'
import { type AlertRow, link, type News, readAlert } from '../../practices/event/index.ts'
import { incident } from '../../practices/incident/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import {
  farIntents,
  type Opening,
  openingIntent,
  refOf,
  sameReaders,
  write,
} from '../../spine/practice/index.ts'
import type { Also, Loaded } from '../../spine/records/index.ts'
import { plain } from './saying.ts'

const day = 86_400_000

/**
 * Opens an incident for alerts that fire, on the gravest one's service and its team, linked as a recurrence of an
 * earlier one if there is one. `statements`: what belongs to it, given its number.
 */
export async function opened(
  ctx: Ctx,
  fired: readonly News[],
  earlier: Loaded | null,
  statements: (incidentId: number) => Also[],
): Promise<void> {
  const opening = await openingFor(ctx, fired)
  const linked = earlier ? await recurring(ctx, opening, earlier) : opening
  const report = await openingIntent(ctx, incident, linked)
  const near = { practice: incident, id: report.id, actorId: null }
  await write(ctx, [{ ...report, statements: statements(report.id) }, ...farIntents(ctx, near, linked)])
}

async function openingFor(ctx: Ctx, fired: readonly News[]): Promise<Opening> {
  const now = ctx.time.now()
  const gravest = fired.reduce((worst, one) =>
    one.impact + one.urgency < worst.impact + worst.urgency ? one : worst,
  )
  const alert = await readAlert(ctx.db, gravest.id)
  const service = gravest.serviceId === null ? null : ctx.directory.service(gravest.serviceId)
  const team = service?.teamId ? null : gravest.teamId === null ? null : ctx.directory.team(gravest.teamId)
  const began = gravest.startsAt <= now && gravest.startsAt > now - day ? gravest.startsAt : now
  const input = incidentCreate.parse({
    title: gravest.summary,
    description: alert ? description(alert) : '',
    impact: Math.min(...fired.map(({ impact }) => impact)),
    urgency: Math.min(...fired.map(({ urgency }) => urgency)),
    channel: 'monitoring',
    impactFrom: new Date(began).toISOString(),
    detectedAt: new Date(now).toISOString(),
    ...(service && { service: service.key }),
    ...(team && ctx.directory.teams().some(({ key }) => key === team.key) && { team: team.key }),
  })
  const opening = await incident.open(ctx, input)
  return { ...opening, more: { ...opening.more, alerts: fired.length } }
}

async function recurring(ctx: Ctx, opening: Opening, earlier: Loaded): Promise<Opening> {
  const { row } = earlier
  return {
    ...opening,
    links: [...(opening.links ?? []), { op: 'add', type: 'recurs', to: row.id }],
    linked: [...(opening.linked ?? []), earlier],
    more: { ...opening.more, type: 'recurs', to: refOf(incident, row.id) },
    // As restricted as what it came back from: its words must not come out by another door.
    ...(row.restricted && {
      set: { ...opening.set, restricted: true },
      participants: await sameReaders(ctx.db, row.id),
    }),
  }
}

const mostLabels = 30

/** What the alert says, where its runbook is, and its labels: texts from outside, shown as they are. */
function description({ annotations, labels, summary, name, source, ...alert }: AlertRow): string {
  const runbook = link(alert.runbook)
  const more = annotations.description ?? annotations.message ?? ''
  const rows = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, mostLabels)
    .map(([label, value]) => `- ${plain(label)}: ${plain(short(value))}`)
  const left = Object.keys(labels).length - rows.length
  return [
    more && more !== summary ? plain(short(more, 4_000)) : '',
    runbook ? `Runbook: <${runbook.replaceAll('>', '%3E')}>` : '',
    `Alert **${plain(name)}** from ${plain(source)}:`,
    [...rows, ...(left > 0 ? [`- and ${left} more labels`] : [])].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function short(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
