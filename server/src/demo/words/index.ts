import { booking } from './booking.ts'
import type { Case } from './case.ts'
import { desk } from './desk.ts'
import { money } from './money.ts'
import { port } from './port.ts'
import { work } from './work.ts'

export { aGroup, type Case, type Fix } from './case.ts'
export { type Fill, filling, harried } from './slots.ts'

/** Every kind of everyday trouble. */
export const cases: readonly Case[] = [...desk, ...booking, ...money, ...port, ...work]
