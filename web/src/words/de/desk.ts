import type { desk as en } from '../en/desk.ts'

export const desk: typeof en = { heading: 'Desk' }
