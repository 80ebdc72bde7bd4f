import type { PathData } from '../escalation/facts.ts'

/** Whether an escalation path calls somebody by name. */
export function pathCalls({ steps, lastResort }: PathData, personId: number): boolean {
  return lastResort === personId || steps.some(({ person }) => person === personId)
}

/** The facts of a path that calls another in somebody's place. */
export function pathHandedOver(
  { steps, lastResort }: PathData,
  from: number,
  to: number,
): Pick<PathData, 'steps' | 'lastResort'> {
  return {
    steps: steps.map((step) => (step.person === from ? { ...step, person: to } : step)),
    lastResort: lastResort === from ? to : lastResort,
  }
}
