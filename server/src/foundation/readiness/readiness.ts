import { type Criterion, isoOf, neverWaived } from '@throughline/contract'
import { conditionOf } from '../../spine/expressions/index.ts'
import { readinessVocabulary } from '../../spine/settings/index.ts'
import type { Waiver } from '../configuration/index.ts'
import type { Known } from './known.ts'
import { type Finding, looks, valuesOf } from './lines.ts'
import type { ServiceRow } from './store.ts'

export type Line = Omit<Finding, 'status'> & {
  key: string
  title: string
  mandatory: boolean
  status: Finding['status'] | 'waived'
  waiver: Waiver | null
}
export type Readiness = { ready: boolean; failing: number; advisory: number; waived: number; lines: Line[] }

/** What makes a service ready, line by line: *ready* where every mandatory line passes or is waived. */
export function readinessOf(known: Known, service: ServiceRow): Readiness {
  const lines = known.ctx.settings.current().readiness.map((criterion) => lineOf(known, service, criterion))
  const fails = lines.filter(({ status }) => status === 'fail')
  const failing = fails.filter(({ mandatory }) => mandatory).length
  return {
    ready: failing === 0,
    failing,
    advisory: fails.length - failing,
    waived: lines.filter(({ status }) => status === 'waived').length,
    lines,
  }
}

function lineOf(known: Known, service: ServiceRow, criterion: Criterion): Line {
  const { key, title, mandatory, advisory } = criterion
  const { tier } = service.data
  const plain = { key, title, mandatory: mandatory.includes(tier), waiver: null }
  if (!mandatory.includes(tier) && !advisory.includes(tier))
    return { ...plain, status: 'not-applicable', evidence: [], fix: null }
  const found = finding(known, service, criterion)
  const waiver = service.data.waivers?.find((one) => one.criterion === key && one.until > known.now)
  // A waiver stands for what fails; what passes needs none.
  return waiver && found.status === 'fail' && !neverWaived.includes(key)
    ? { ...plain, ...found, status: 'waived', waiver }
    : { ...plain, ...found }
}

function finding(known: Known, service: ServiceRow, { key, when }: Criterion): Finding {
  const look = looks[key]
  if (look) return look(known, service)
  const fix = `/services/${service.ref}`
  const evidence = (says: string) => [{ says, ref: null, at: null }]
  try {
    return conditionOf(when ?? '', readinessVocabulary)(valuesOf(known, service))
      ? { status: 'pass', evidence: evidence(`Holds: ${when}`), fix: null }
      : { status: 'fail', evidence: evidence(`Does not hold: ${when}`), fix }
  } catch (error) {
    return {
      status: 'fail',
      evidence: evidence(`Cannot be answered: ${(error as Error).message}`),
      fix: '/settings',
    }
  }
}

/** As it is answered. */
export function shownLine({ people }: Known, { waiver, ...line }: Line) {
  const by = waiver?.by == null ? undefined : people.get(waiver.by)
  return {
    ...line,
    waiver: waiver && {
      reason: waiver.reason,
      by: by ? { id: by.id, name: by.name } : null,
      until: isoOf(waiver.until),
    },
  }
}
