import { badField } from '@throughline/contract'
import type { Ctx, PersonFacts } from '../context/index.ts'

/**
 * Who work can be given to: an active member of staff.
 * @throws invalid-input about `holder`; `what` names the work, such as "incidents"
 */
export async function holderNamed(ctx: Ctx, name: number | string, what: string): Promise<PersonFacts> {
  const person = await ctx.directory.person(name)
  if (!person) throw badField('holder', `there is nobody called ${name}`)
  if (!person.active || person.role === 'requester')
    throw badField('holder', `${person.name} does not work on ${what}`)
  return person
}
