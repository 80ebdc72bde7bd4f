/** Of a step one is not null; schedules and teams by their keys. `minutes`: so long it is given to answer. */
export type Step = { schedule: string | null; person: number | null; team: string | null; minutes: number }
export type PathData = { key: string; steps: Step[]; rounds: number; lastResort: number }
