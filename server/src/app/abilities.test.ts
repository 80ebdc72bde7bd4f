import { type RecordAbility, recordAbilities } from '@throughline/contract'
import { expect, test } from 'vitest'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, wim, ana, max, ada] = [1, 2, 3, 4, 5]
const { ask } = await openApi(db, {
  people: [
    person(rita, 'Rita', 'requester'),
    person(wim, 'Wim', 'requester'),
    person(ana, 'Ana', 'agent', [10]),
    person(max, 'Max', 'manager'),
    person(ada, 'Ada', 'administrator'),
  ],
  teams: [team(10, 'desk', 1, [ana])],
})
const other: string = (await ask(ana, 'POST', '/incidents', { title: 'Other' })).body.ref
const made = async (who: number, what: string, body: object): Promise<string> =>
  (await ask(who, 'POST', `/${what}`, body)).body.ref
const read = async (who: number, ref: string) => (await ask(who, 'GET', `/records/${ref}`)).body

/** How each ability is used, on a record of a collection. */
const uses: Record<
  Exclude<RecordAbility, 'attach' | 'note'>,
  (who: number, one: string) => ReturnType<typeof ask>
> = {
  comment: (who, one) => ask(who, 'POST', `${one}/comments`, { body: 'Hello', public: true }),
  amend: (who, one) => ask(who, 'PATCH', one, { tags: ['seen'] }),
  link: (who, one) => ask(who, 'POST', `${one}/links`, { type: 'relates', to: other }),
  merge: (who, one) => ask(who, 'POST', `${one}/merge`, { into: other }),
  unmerge: (who, one) => ask(who, 'POST', `${one}/unmerge`, {}),
  split: (who, one) => ask(who, 'POST', `${one}/split`, { title: 'The other half' }),
  watch: (who, one) => ask(who, 'PUT', `${one}/watch`),
  help: (who, one) => ask(who, 'PUT', `${one}/helpers/${ana}`),
  restrict: (who, one) => ask(who, 'POST', `${one}/restrict`, { reason: 'legal', people: [ana, max, ada] }),
  unrestrict: (who, one) => ask(who, 'POST', `${one}/unrestrict`, { reason: 'over' }),
  redact: (who, one) => ask(who, 'POST', `${one}/redact`, { seqs: [1], reason: 'a password' }),
}

test.each([
  ['incidents', 'Rita', rita, ['comment', 'attach', 'watch']],
  [
    'incidents',
    'Ana',
    ana,
    recordAbilities.filter((one) => !['redact', 'unrestrict', 'unmerge'].includes(one)),
  ],
  ['incidents', 'Ada', ada, recordAbilities.filter((one) => !['unrestrict', 'unmerge'].includes(one))],
  ['services', 'Ana', ana, ['comment', 'note', 'attach', 'link', 'watch', 'help', 'restrict']],
  ['services', 'Max', max, ['comment', 'note', 'amend', 'attach', 'link', 'watch', 'help', 'restrict']],
])('on %s %s can do what is said, and nothing else of it', async (collection, _, who, expected) => {
  const body = collection === 'services' ? { name: 'Mail', key: `mail-${who}` } : { title: 'Down' }
  const fresh = () =>
    made(collection === 'services' ? max : rita, collection, {
      ...body,
      ...(body.key && { key: `k${nth++}` }),
    })
  const said = (await read(who, await fresh())).can
  expect(said.filter((one: RecordAbility) => recordAbilities.includes(one))).toEqual(expected)
  for (const [ability, use] of Object.entries(uses)) {
    if (ability === 'unrestrict' || ability === 'unmerge') continue
    const { status } = await use(who, `/${collection}/${await fresh()}`)
    expect(status < 300, `${ability} answered ${status}`).toBe(said.includes(ability))
  }
})
let nth = 0

test('what is restricted can be opened again instead, by its readers', async () => {
  const ref = await made(rita, 'incidents', { title: 'Down' })
  await uses.restrict(ana, `/incidents/${ref}`)
  const { can } = await read(max, ref)
  expect(can).toContain('unrestrict')
  expect(can).not.toContain('restrict')
  expect((await uses.unrestrict(max, `/incidents/${ref}`)).status).toBe(200)
})

test('the history of the set-up is read and never written to', async () => {
  await ask(ada, 'PUT', '/settings/resolutionCodes', { value: ['fixed'] })
  const { rows } = await db.pool.query(`select 'SYS-' || id as ref from record where kind = 'system'`)
  expect((await read(ada, rows[0].ref)).can).toEqual([])
})

test('staff see who takes part, a requester only that they do themselves', async () => {
  const ref = await made(rita, 'incidents', { title: 'Down' })
  expect(await read(ana, ref)).toMatchObject({ watching: false, participants: [] })
  await ask(ana, 'PUT', `/incidents/${ref}/watchers/${wim}`)
  await ask(ana, 'PUT', `/incidents/${ref}/helpers/${max}`)
  await ask(rita, 'PUT', `/incidents/${ref}/watch`)
  const part = (role: string, id: number, name: string) => ({
    role,
    person: { id, name },
    team: null,
    from: null,
  })
  expect(await read(ana, ref)).toMatchObject({
    watching: false,
    participants: [part('helper', max, 'Max'), part('watcher', rita, 'Rita'), part('watcher', wim, 'Wim')],
  })
  expect(await read(rita, ref)).toMatchObject({
    watching: true,
    participants: [part('watcher', rita, 'Rita')],
  })
  expect(await read(wim, ref)).toMatchObject({ watching: true, participants: [part('watcher', wim, 'Wim')] })
  await ask(ana, 'POST', `/incidents/${ref}/restrict`, { reason: 'legal', teams: ['desk'] })
  const desk = { role: 'reader', person: null, team: { id: 10, key: 'desk', name: 'desk' }, from: null }
  const { participants } = await read(ana, ref)
  expect(participants).toContainEqual(desk)
  expect(participants).toContainEqual(part('reader', rita, 'Rita'))
  await ask(ana, 'POST', `/incidents/${ref}/unrestrict`, { reason: 'over' })
  const roles = (await read(ana, ref)).participants.map(({ role }: { role: string }) => role)
  expect(roles).not.toContain('reader')
})
