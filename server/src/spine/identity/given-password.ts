import { badField } from '@throughline/contract'
import { hashPassword } from 'better-auth/crypto'
import type { Statement } from './keys.ts'
import { passwordProblem } from './password-rules.ts'
import { storePassword } from './people-sql.ts'

/**
 * The statements that give people a password chosen for them, each with a hash of its own, in the place of any other.
 * @throws Problem `invalid-input` for a weak one
 */
export async function givePasswords(
  people: readonly { id: number; name: string; email: string }[],
  password: string,
  at: number,
): Promise<Statement[]> {
  for (const person of people) {
    const problem = passwordProblem(password, person)
    if (problem) throw badField('password', problem)
  }
  const forget: Statement = {
    text: `delete from account where provider_id = 'credential' and person_id = any($1)`,
    values: [people.map(({ id }) => id)],
  }
  const stored = people.map(async ({ id }) => storePassword(id, await hashPassword(password), at))
  return [forget, ...(await Promise.all(stored))]
}
