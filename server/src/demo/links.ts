import { incident } from '../practices/incident/index.ts'
import { refOf } from '../spine/practice/index.ts'
import type { Plan } from './plan.ts'
import type { FarStep } from './tell.ts'

/** What each record says of the links that others make to it, by the key of its plan. */
export function farSteps(plans: readonly Plan[], idOf: (key: string) => number): Map<string, FarStep[]> {
  const far = new Map<string, FarStep[]>()
  for (const { key, steps } of plans) {
    for (const step of steps) {
      if (step.do !== 'link' && step.do !== 'merge') continue
      const to = step.do === 'link' ? step.to : step.into
      const type = step.do === 'link' ? step.type : 'merged-into'
      const said = { at: step.at, by: step.by, type, from: refOf(incident, idOf(key)) }
      far.set(to, [...(far.get(to) ?? []), said])
    }
  }
  return far
}
