import { Problem } from '@throughline/contract'
import type { Spine } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import type { Sent } from './event.ts'
import { merged } from './merge.ts'
import { type Judge, judgeBy } from './rules.ts'
import { writeAlerts } from './write.ts'

/** What a tool sent in one request. */
export type Delivery = { source: string; alerts: readonly Sent[] }

type Waiting = { delivery: Delivery; resolve(): void; reject(error: unknown): void }

/** So many alerts are written by one statement, by so many statements at once; so many may wait. */
const together = 2_000
const writers = 2
const mostWaiting = 50_000

/** Deliveries that wait to be written in this process: those that come while others are written go together. */
type Intake = { waiting: Waiting[]; alerts: number; writing: number; judge: Judging }
type Judging = { version: string; judge: Judge }

const intakes = new WeakMap<Db, Intake>()

/**
 * Takes a delivery: when this resolves, it is durable. Repeated and late deliveries change nothing but counts.
 * @throws overloaded where too much waits: nothing of it was kept
 */
export function receive(spine: Spine, delivery: Delivery): Promise<void> {
  if (delivery.alerts.length === 0) return Promise.resolve()
  const intake = intakeOf(spine)
  if (intake.alerts > 0 && intake.alerts + delivery.alerts.length > mostWaiting)
    return Promise.reject(new Problem('overloaded'))
  return new Promise((resolve, reject) => {
    intake.waiting.push({ delivery, resolve, reject })
    intake.alerts += delivery.alerts.length
    // In the next turn of the event loop, so that what arrived at the same moment goes together.
    if (intake.writing < writers) setImmediate(() => drain(spine, intake))
  })
}

function intakeOf({ db }: Spine): Intake {
  const known = intakes.get(db)
  if (known) return known
  const made: Intake = { waiting: [], alerts: 0, writing: 0, judge: { version: '', judge: unjudged } }
  intakes.set(db, made)
  return made
}

const unjudged: Judge = () => {
  throw new Error('no rules yet')
}

/** The rules in force, read once. A service or team that changed counts from the next delivery on. */
export function judgeOf(spine: Spine): Judge {
  const version = String(spine.settings.versionOf('alertRules'))
  const intake = intakeOf(spine)
  if (intake.judge.version !== version)
    intake.judge = { version, judge: judgeBy(spine.settings.current().alertRules, spine.directory) }
  return intake.judge.judge
}

async function drain(spine: Spine, intake: Intake): Promise<void> {
  if (intake.writing >= writers || intake.waiting.length === 0) return
  intake.writing++
  try {
    while (intake.waiting.length > 0) {
      const batch = taken(intake)
      await write(spine, batch)
      for (const { delivery } of batch) intake.alerts -= delivery.alerts.length
    }
  } finally {
    intake.writing--
  }
}

function taken(intake: Intake): Waiting[] {
  let alerts = 0
  let amount = 0
  for (const { delivery } of intake.waiting) {
    if (amount > 0 && alerts + delivery.alerts.length > together) break
    alerts += delivery.alerts.length
    amount++
  }
  return intake.waiting.splice(0, amount)
}

async function write(spine: Spine, batch: readonly Waiting[]): Promise<void> {
  try {
    await writeAll(
      spine,
      batch.map(({ delivery }) => delivery),
    )
    for (const { resolve } of batch) resolve()
  } catch (error) {
    // What one of them holds must not make the others fail.
    if (batch.length > 1 && isOfValues(error)) for (const one of batch) await write(spine, [one])
    else for (const { reject } of batch) reject(error)
  }
}

/** Class 22: a value that PostgreSQL cannot hold. */
function isOfValues(error: unknown): boolean {
  return /^22/.test((error as { code?: string }).code ?? '')
}

async function writeAll(spine: Spine, deliveries: readonly Delivery[]): Promise<void> {
  const news = await writeAlerts(spine.db, merged(deliveries), judgeOf(spine), spine.time.now())
  if (news > 0) await spine.poke(new Set(['alert']))
}
