import { booking } from './booking.ts'
import type { Case } from './case.ts'
import { desk } from './desk.ts'
import { money } from './money.ts'
import { port } from './port.ts'
import { work } from './work.ts'

export type { Case } from './case.ts'

/** Every kind of everyday trouble. */
export const cases: readonly Case[] = [...desk, ...booking, ...money, ...port, ...work]
