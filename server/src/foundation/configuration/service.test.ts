import { readFile } from 'node:fs/promises'
import { service as facts } from '@throughline/contract'
import { expect, test } from 'vitest'
import { person } from '../../spine/context/testing.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { act, amend, comment, open, presentRecord, see } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { createServiceDirectory, service } from './index.ts'

const { db } = await testDatabase()
const team = {
  id: 10,
  key: 'desk',
  name: 'Desk',
  line: 1,
  leadId: null,
  managerId: null,
  shiftLeadId: null,
  memberIds: [],
}
const plain = await testSpine(db, { teams: [team], people: [person(1, 'Rui', 'manager')] })
const services = await createServiceDirectory(db)
const spine = { ...plain, directory: { ...plain.directory, service: services.service } }
const manager = { ...spine, actor: plain.as({ id: 1, role: 'manager' }).actor }
const agent = { ...spine, actor: plain.as({ id: 2, role: 'agent' }).actor }
const mail = (more = {}) => facts.create.parse({ key: 'mail', name: 'Mail', tier: 2, team: 'desk', ...more })

test('a service is a record like any other: made, amended, moved, talked about, and known to those who name it', async () => {
  const { row } = await open(manager, service, mail({ state: 'planned' }))
  await services.reload()
  expect(services.service('mail')).toMatchObject({ id: row.id, ref: `SVC-${row.id}`, tier: 2, teamId: 10 })
  await amend(manager, service, { id: row.id, input: facts.amend.parse({ tier: 1 }) as never })
  await act(manager, service, { id: row.id, verb: 'go-live', input: { note: 'Accepted.' } })
  await comment(agent, service, { id: row.id, body: 'Its runbook moved.', public: false })
  const shown = await presentRecord(manager, await see(manager, service, row.id, 'read'))
  expect(shown).toMatchObject({ key: 'mail', tier: 1, state: 'live' })
  expect((shown.can as string[]).slice(0, 3)).toEqual(['start-retiring', 'retire', 'attest'])
})

test('who answers for it, how sensitive it is, and where more is to be seen of it are kept and can be taken back', async () => {
  const id = services.service('mail')?.id ?? 0
  const say = async (input: object) => {
    await amend(manager, service, { id, input: facts.amend.parse(input) as never })
    return presentRecord(manager, await see(manager, service, id, 'read'))
  }
  const links = [{ kind: 'logs', title: 'Logs of mail', url: 'https://logs.example.com/mail' }]
  expect(await say({})).toMatchObject({ class: 'business', dataClass: null, businessOwner: null, links: [] })
  expect(await say({ businessOwner: 1, dataClass: 'regulated', class: 'technical', links })).toMatchObject({
    businessOwner: { id: 1 },
    dataClass: 'regulated',
    class: 'technical',
    links,
  })
  expect(await say({ businessOwner: null, dataClass: null })).toMatchObject({ businessOwner: null, links })
  await expect(say({ businessOwner: 'nobody@example.com' })).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [{ path: '/businessOwner' }],
  })
  expect(facts.amend.safeParse({ links: [{ ...links[0], url: 'javascript:alert(1)' }] }).success).toBe(false)
})

test('a key names one service, and only managers make and amend services', async () => {
  await expect(open(manager, service, mail())).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(open(agent, service, mail({ key: 'other' }))).rejects.toMatchObject({ code: 'not-allowed' })
  const found = services.service('mail')
  const amending = amend(agent, service, { id: found?.id ?? 0, input: { tier: 3 } })
  await expect(amending).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a whole kind, with its fields, lifecycle, rules and answers, takes fewer than 150 lines', async () => {
  const files = ['./item.ts', '../../../../contract/src/kinds/item.ts']
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, import.meta.url), 'utf8')))
  expect(texts.join('').split('\n').length).toBeLessThan(151)
})
