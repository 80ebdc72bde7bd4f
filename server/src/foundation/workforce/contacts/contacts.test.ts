import { expect, test } from 'vitest'
import type { Ctx } from '../../../spine/context/index.ts'
import { testDatabase } from '../../../spine/db/testing.ts'
import { createTeam } from '../team-commands.ts'
import { officeApi, openOffice } from '../testing.ts'
import { readContacts } from './index.ts'

const { db } = await testDatabase()
const { spine, hire, audit } = await openOffice(db)
const ask = await officeApi(spine, { mail: true })
const idOf = (ctx: Ctx): number => ctx.actor.personId ?? 0
const minute = 60_000
const admin = await hire('administrator', 'Rui')
const lead = await hire('agent', 'Lena')
const callum = await hire('agent', 'Callum')
const mail = { kind: 'mail', address: 'Mara.Night@example.com' }
const phone = { kind: 'phone', address: '+351 912 345 678' }
const path = (of: Ctx, rest = ''): string => `/people/${idOf(of)}/contacts${rest}`
const add = async (of: Ctx, body: object): Promise<number> =>
  (await ask(of, 'POST', path(of), body)).body.items.at(-1).id
const later = (ms: number): void => spine.time.set(spine.time.now() + ms)
/** The code in the last mail to an address. */
const codeSent = async (address: string): Promise<string> => {
  const { rows } = await db.pool.query(
    `select content ->> 'text' as text, content ->> 'subject' as subject from mail where address = $1 order by id desc`,
    [address],
  )
  expect(rows[0].subject).not.toMatch(/\d{6}/)
  return /\d{6}/.exec(rows[0].text)?.[0] ?? ''
}
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a mail address is verified by the code that came to it, a phone by the word of who was called', async () => {
  const mara = await hire('agent', 'Mara')
  const [first, second] = [await add(mara, mail), await add(mara, phone)]
  expect((await ask(mara, 'GET', path(mara))).body).toMatchObject({
    items: [{ ...mail, verifiedAt: null, codeUntil: null }, phone],
    mail: true,
    can: ['amend', 'verify'],
  })
  expect((await ask(mara, 'POST', path(mara, `/${first}/code`))).body.items[0].codeUntil).not.toBeNull()
  const code = await codeSent(mail.address)
  const done = await ask(mara, 'POST', path(mara, `/${first}/verify`), { code })
  expect(done.body.items[0]).toMatchObject({ verifiedAt: expect.any(String), codeUntil: null })
  expect((await ask(mara, 'POST', path(mara, `/${second}/code`))).body).toMatchObject({ code: 'rule-broken' })
  expect((await ask(mara, 'POST', path(mara, `/${second}/verify`), { code })).body).toMatchObject({
    problems: [{ path: '/rang' }],
  })
  await ask(mara, 'POST', path(mara, `/${second}/verify`), { rang: true })
  await ask(mara, 'PUT', path(mara, '/order'), { ids: [second, first] })
  expect(await readContacts(db, [idOf(mara), idOf(callum)])).toMatchObject([
    { kind: 'phone', verifiedAt: expect.any(Number) },
    { kind: 'mail', verifiedAt: expect.any(Number) },
  ])
  expect((await audit('people')).find(({ verb }) => verb === 'add-contact')).toMatchObject({
    more: { person: idOf(mara), kind: 'mail' },
    note: { address: mail.address },
  })
})

test('a code is tried five times, not once more, also with the right one; so is one that is over', async () => {
  const nils = await hire('agent', 'Nils')
  const own = { kind: 'mail', address: 'nils@example.com' }
  const id = await add(nils, own)
  const send = () => ask(nils, 'POST', path(nils, `/${id}/code`))
  const attempt = async (code: string) =>
    (await ask(nils, 'POST', path(nils, `/${id}/verify`), { code })).body.problems?.[0].message
  await send()
  const code = await codeSent(own.address)
  const wrong = await Promise.all(Array.from({ length: 8 }, () => attempt(other(code))))
  expect(wrong.filter((message) => message === 'is not the code that was sent')).toHaveLength(5)
  expect(await attempt(code)).toBe('no code holds any more; let another one be sent')
  expect((await send()).body).toMatchObject({ code: 'too-many-requests' })
  later(minute)
  await send()
  const again = await codeSent(own.address)
  later(15 * minute)
  expect(await attempt(again)).toBe('no code holds any more; let another one be sent')
  await send()
  expect(await attempt(await codeSent(own.address))).toBeUndefined()
})

test('the code of one address is not that of another, nor of another person', async () => {
  const olga = await hire('agent', 'Olga')
  const [first, second] = [
    await add(olga, { kind: 'mail', address: 'one@example.com' }),
    await add(olga, { kind: 'mail', address: 'two@example.com' }),
  ]
  await ask(olga, 'POST', path(olga, `/${first}/code`))
  const code = await codeSent('one@example.com')
  expect((await ask(olga, 'POST', path(olga, `/${second}/verify`), { code })).status).toBe(400)
  expect((await ask(callum, 'POST', path(callum, `/${first}/verify`), { code })).status).toBe(404)
  expect((await ask(admin, 'POST', path(olga, `/${first}/verify`), { code })).status).toBe(403)
})

test('the lead of their team sees how somebody is reached and changes nothing; a colleague does not see it', async () => {
  const pia = await hire('agent', 'Pia')
  await createTeam(admin, {
    key: 'port',
    name: 'Port',
    line: 2,
    lead: idOf(lead),
    manager: null,
    shiftLead: null,
    members: [idOf(pia)],
  })
  const id = await add(pia, phone)
  expect((await ask(lead, 'GET', path(pia))).body).toMatchObject({ items: [phone], can: [] })
  expect((await ask(lead, 'DELETE', path(pia, `/${id}`))).status).toBe(403)
  expect((await ask(callum, 'GET', path(pia))).status).toBe(403)
  expect((await ask(admin, 'GET', path(pia))).body).toMatchObject({ can: ['amend'] })
  expect((await ask(admin, 'DELETE', path(pia, `/${id}`))).body.items).toEqual([])
})

test('what is no address, or is there already, or no order of them all, is refused', async () => {
  const quin = await hire('agent', 'Quin')
  const id = await add(quin, phone)
  for (const body of [
    phone,
    { kind: 'phone', address: '112' },
    { kind: 'phone', address: '+351 call me' },
    { kind: 'mail', address: 'no address' },
    { kind: 'pigeon', address: 'Berta' },
  ])
    expect((await ask(quin, 'POST', path(quin), body)).status, JSON.stringify(body)).toBe(400)
  for (const ids of [[], [id, id], [id, 999_999]])
    expect((await ask(quin, 'PUT', path(quin, '/order'), { ids })).status).toBe(400)
  const without = await officeApi(spine)
  const address = (await ask(quin, 'POST', path(quin), mail)).body.items[1].id
  expect((await without(quin, 'POST', path(quin, `/${address}/code`))).body).toMatchObject({
    code: 'rule-broken',
  })
})
