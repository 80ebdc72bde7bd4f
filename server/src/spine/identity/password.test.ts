import { createOTP } from '@better-auth/utils/otp'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { makePasswordToken } from './password-link.ts'
import { passwordProblem } from './password-rules.ts'
import { cookiesOf, goodPassword, openDesk, somebody } from './testing.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
spine.time.set(Date.now())
const sent: { email: string; link: string }[] = []
const desk = await openDesk(spine, {
  sendPasswordLink: async ({ email }, link) => void sent.push({ email, link }),
})
const { identity, post } = desk
const known = (cookie: string) => identity.authenticate({ method: 'GET', headers: { cookie } })
async function audit(): Promise<string[]> {
  const { rows } = await db.pool.query(`select e.verb from entry e where e.verb <> 'open' order by e.seq`)
  return rows.map(({ verb }) => verb)
}
const another = 'granite-otter-meadow-77'

async function signIn(email: string, password = goodPassword) {
  return post('sign-in/email', { email, password })
}

describe('a password', () => {
  const owner = { name: 'Ana Costa-Silva', email: 'ana.costa@example.com' }
  test.each([
    ['short-1', 'at least 12'],
    ['x'.repeat(129), 'at most 128'],
    ['aaaaaaaaaaaab', 'too few characters'],
    ['Password1234', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['my-costa-brava-trip', 'name or e-mail'],
    ['xx-Ana.Costa-xx', 'name or e-mail'],
    ['ANACOSTA-SILVA-9', 'name or e-mail'],
  ])('%s is refused: %s', (password, why) => expect(passwordProblem(password, owner)).toContain(why))
  test.each(['correct horse battery', goodPassword, 'ünïcödé-wörds-99', 'banana-split-42'])(
    '%s will do',
    (password) => expect(passwordProblem(password, owner)).toBeNull(),
  )
})

test('changing it takes the old one, obeys the rules, and ends every other session', async () => {
  await somebody(spine, 'change@example.com')
  const [here, elsewhere] = [
    cookiesOf(await signIn('change@example.com')),
    cookiesOf(await signIn('change@example.com')),
  ]
  expect(await known(elsewhere)).not.toBeNull()
  const change = (body: object) => post('change-password', body, { cookie: here })
  expect((await change({ currentPassword: 'wrong-one-123', newPassword: another })).statusCode).toBe(422)
  expect(
    (await change({ currentPassword: goodPassword, newPassword: 'password12345' })).json(),
  ).toMatchObject({ code: 'rule-broken' })
  const changed = await change({ currentPassword: goodPassword, newPassword: another })
  expect(changed.statusCode, changed.body).toBe(200)
  expect(await known(elsewhere)).toBeNull()
  expect(await known(cookiesOf(changed))).not.toBeNull()
  expect((await audit()).at(-1)).toBe('change-password')
  expect((await signIn('change@example.com')).statusCode).toBe(401)
  expect((await signIn('change@example.com', another)).statusCode).toBe(200)
})

test('an invitation lets someone choose a password once, and is kept as a digest only', async () => {
  const id = await somebody(spine, 'invited@example.com')
  await db.pool.query('delete from account where person_id = $1', [id])
  expect((await signIn('invited@example.com')).statusCode).toBe(401)
  const { token, store } = makePasswordToken(id, spine.time.now())
  await db.pool.query(store)
  const { rows } = await db.pool.query('select identifier from verification')
  expect(JSON.stringify(rows)).not.toContain(token)
  expect((await post('reset-password', { token, newPassword: 'ana-costa-forever' })).json().detail).toContain(
    'name or e-mail',
  )
  const chosen = await post('reset-password', { token, newPassword: another })
  expect(chosen.statusCode, chosen.body).toBe(200)
  expect((await signIn('invited@example.com', another)).statusCode).toBe(200)
  expect((await post('reset-password', { token, newPassword: goodPassword })).statusCode).toBe(422)
})

test('an invitation that is a week old is worth nothing', async () => {
  const id = await somebody(spine, 'late@example.com')
  const { token, store } = makePasswordToken(id, spine.time.now() - 7 * 86_400_000 - 1_000)
  await db.pool.query(store)
  expect((await post('reset-password', { token, newPassword: another })).statusCode).toBe(422)
})

test('who forgot it is sent a link; who asks about others learns nothing', async () => {
  await somebody(spine, 'forgot@example.com')
  const gone = await somebody(spine, 'forgot-gone@example.com')
  await db.pool.query('update person set active = false where id = $1', [gone])
  const cookie = cookiesOf(await signIn('forgot@example.com'))
  const answers = []
  for (const email of ['forgot@example.com', 'forgot-gone@example.com', 'forgot-nobody@example.com']) {
    const response = await post('request-password-reset', { email })
    answers.push(`${response.statusCode} ${response.body}`)
  }
  expect(new Set(answers).size).toBe(1)
  await expect.poll(() => sent.map(({ email }) => email)).toEqual(['forgot@example.com'])
  const token = new URL(sent[0]?.link ?? '').searchParams.get('token')
  expect((await post('reset-password', { token, newPassword: another })).statusCode).toBe(200)
  expect(await known(cookie), 'a session from before').toBeNull()
})

describe('with a second factor', async () => {
  await somebody(spine, 'two@example.com')
  const first = cookiesOf(await signIn('two@example.com'))
  const enabled = await post('two-factor/enable', { password: goodPassword }, { cookie: first })
  const { totpURI, backupCodes } = enabled.json() as { totpURI: string; backupCodes: string[] }
  const secret = Buffer.from(base32(new URL(totpURI).searchParams.get('secret') ?? '')).toString()
  const code = () => createOTP(secret).totp()
  await post('two-factor/verify-totp', { code: await code() }, { cookie: first })

  test('the password alone signs nobody in', async () => {
    const response = await signIn('two@example.com')
    expect(response.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    expect(await known(cookiesOf(response))).toBeNull()
  })

  test('the code of the moment does, a wrong one does not', async () => {
    const cookie = cookiesOf(await signIn('two@example.com'))
    const now = await code()
    const wrong = now === '000000' ? '000001' : '000000'
    expect((await post('two-factor/verify-totp', { code: wrong }, { cookie })).json()).toMatchObject({
      code: 'sign-in-failed',
    })
    const response = await post('two-factor/verify-totp', { code: await code() }, { cookie })
    expect(response.statusCode, response.body).toBe(200)
    expect(await known(cookiesOf(response))).toMatchObject({ name: 'Ana Costa' })
  })

  test('a backup code does, once', async () => {
    const use = async () => {
      const cookie = cookiesOf(await signIn('two@example.com'))
      return post('two-factor/verify-backup-code', { code: backupCodes[0] }, { cookie })
    }
    expect((await use()).statusCode).toBe(200)
    expect((await use()).statusCode).toBe(401)
  })

  test('the secret is not in the database as it is', async () => {
    const { rows } = await db.pool.query('select secret, backup_codes from two_factor')
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(backupCodes[1])
  })

  test('adding it and dropping it stand in the audit, signing in with it does not', async () => {
    const factor = async () => (await audit()).filter((verb) => verb.includes('second-factor'))
    const pending = cookiesOf(await signIn('two@example.com'))
    const signedIn = await post('two-factor/verify-totp', { code: await code() }, { cookie: pending })
    expect(await factor()).toEqual(['add-second-factor'])
    const dropped = await post(
      'two-factor/disable',
      { password: goodPassword },
      { cookie: cookiesOf(signedIn) },
    )
    expect(dropped.statusCode, dropped.body).toBe(200)
    expect(await factor()).toEqual(['add-second-factor', 'drop-second-factor'])
    expect((await signIn('two@example.com')).json()).not.toHaveProperty('twoFactorRedirect')
  })
})

function base32(text: string): number[] {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}
