import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { phone } from './harness/browser.ts'
import { checkEverySize, look } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const admin = await house.person('administrator', { name: 'Rui Alves' })
const jonas = await house.person('requester', { name: 'Jonas Weck' })

/** A team of its own for each story, with a lead and a colleague in it. */
async function team(key: string): Promise<{ key: string; mara: Person; aiko: Person }> {
  const mara = await house.person('agent', { name: 'Mara Lindqvist' })
  const aiko = await house.person('agent', { name: 'Aiko Hoshino' })
  await house.ask(admin, 'POST', '/teams', { key, name: key, line: 2, members: [mara.id, aiko.id] })
  return { key, mara, aiko }
}

/** Priority 1 is to be answered within 15 minutes: it needs somebody from its first one. */
async function urgent(key: string, title: string): Promise<string> {
  const facts = { team: key, title, impact: 1, urgency: 1, requester: jonas.id }
  return (await house.ask(admin, 'POST', '/incidents', facts)).ref
}

/** What somebody holds, and has been asked about by its requester. */
async function asked(by: { mara: Person; key: string }): Promise<string> {
  const facts = { team: by.key, title: 'A new keyboard', impact: 3, urgency: 3, requester: jonas.id }
  const { ref } = await house.ask(admin, 'POST', '/incidents', facts)
  await house.ask(by.mara, 'POST', `/incidents/${ref}/actions/take`, {})
  await house.ask(jonas, 'POST', `/incidents/${ref}/comments`, { body: 'Any news?', public: true })
  return ref
}

const row = (page: Page, ref: string) => page.getByRole('listitem').filter({ hasText: ref })
const holderOf = async (ref: string) => (await house.ask(admin, 'GET', `/incidents/${ref}`)).holder?.name

test('who leads the shift sees what needs somebody and why, takes one by a key, and can take that back', async () => {
  const { mara, ...rest } = await team('first')
  const owed = await asked({ mara, key: rest.key })
  const down = await urgent('first', 'Nobody can pay')
  const page = await house.page(mara)
  await page.goto('/now')
  await page.getByRole('heading', { name: '2 need somebody now' }).waitFor()
  const texts = await page.locator('main ul').first().getByRole('listitem').allTextContents()
  expect(texts[0]).toMatch(new RegExp(`min left to respond, nobody has taken it.*${down}`))
  expect(texts[1]).toContain('Jonas Weck')
  expect(texts[1]).toContain(owed)
  await checkEverySize(page, 'now')
  await page.keyboard.press('j')
  await page.locator(`[data-act][aria-label*=${down}]:focus`).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '1 needs somebody now' }).waitFor()
  await page.locator(`[data-act][aria-label*=${owed}]:focus`).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(page, down).waitFor()
  expect(await holderOf(down)).toBeUndefined()
  await page.keyboard.press('k')
  await page.keyboard.press('t')
  await expect.poll(() => holderOf(down), { timeout: 15_000 }).toBe('Mara Lindqvist')
}, 60_000)

test('to answer leads to where all that was said can be read, with the reply begun', async () => {
  const { mara, key } = await team('second')
  const ref = await asked({ mara, key })
  const page = await house.page(mara)
  await page.goto('/now')
  await row(page, ref).getByRole('button').click()
  await page.waitForURL(`**/records/${ref}#reply`)
  await page.locator('textarea[aria-label=Reply]:focus').waitFor()
})

test('work is handed to who has least of it, from a row or from a colleague, and the focus returns', async () => {
  const { mara, aiko, key } = await team('third')
  const ref = await asked({ mara, key })
  const page = await house.page(aiko)
  await page.goto('/now')
  await row(page, ref).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('option', { name: 'Aiko Hoshino nothing open' }).waitFor()
  await look(page, 'now-hand-over')
  await checkAccessible(page)
  await page.keyboard.press('Escape')
  await page.locator(`[data-act][aria-label*=${ref}]:focus`).waitFor()
  await page.getByRole('button', { name: 'Hand over: Mara Lindqvist' }).click()
  await dialog.getByRole('option', { name: ref }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText(`Hand ${ref} over to`).waitFor()
  await page.keyboard.type('aik')
  await page.keyboard.press('Enter')
  await expect.poll(() => holderOf(ref), { timeout: 15_000 }).toBe('Aiko Hoshino')
}, 60_000)

test('rows keep still while somebody is on them, and what changed is a key away', async () => {
  const { mara, key } = await team('fourth')
  const ref = await urgent(key, 'The till is dead')
  const page = await house.page(mara)
  await page.goto('/now')
  await row(page, ref).waitFor()
  await page.keyboard.press('j')
  const other = await urgent(key, 'The second till is dead')
  // Somebody is on the rows for as long as this lasts.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('j')
        return page.getByRole('button', { name: '1 changed' }).count()
      },
      { timeout: 15_000 },
    )
    .toBe(1)
  expect(await row(page, other).count()).toBe(0)
  await page.keyboard.press('.')
  await row(page, other).waitFor()
  await page.keyboard.press('s')
  await page.getByText('1 skipped for an hour').waitFor()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByRole('heading', { name: '2 need somebody now' }).waitFor()
}, 60_000)

test('where nothing needs anybody, the next target is said', async () => {
  const { mara, key } = await team('fifth')
  const facts = { team: key, title: 'Paper is low', impact: 3, urgency: 2, requester: jonas.id }
  const { ref } = await house.ask(admin, 'POST', '/incidents', facts)
  const page = await house.page(mara, phone)
  await page.goto('/now')
  await page.getByRole('heading', { name: 'Nothing needs you now' }).waitFor()
  await page.getByText(/The next target is due in/).waitFor()
  await page.getByRole('link', { name: ref }).waitFor()
  await checkEverySize(page, 'now-empty')
})

test('a wall shows the most urgent to a whole room, and says when it lost the server', async () => {
  const { mara, key } = await team('sixth')
  const ref = await urgent(key, 'The warehouse stands still')
  const page = await house.page(mara, { viewport: { width: 1920, height: 1080 } })
  await page.goto(`/now/wall?team=${key}`)
  await page.getByRole('heading', { name: '1 needs somebody now' }).waitFor()
  await row(page, ref).waitFor()
  expect(await page.locator('a:visible, button:visible, input:visible').count()).toBe(0)
  await checkEverySize(page, 'wall')
  await house.stop()
  await page.getByText(/Lost the server at/).waitFor({ timeout: 30_000 })
  await row(page, ref).waitFor()
  await checkAccessible(page)
  await house.start()
  await page.getByText(/^As of/).waitFor({ timeout: 30_000 })
}, 90_000)

test('a wall tells strangers neither who reported nor what is restricted, and a session’s end is not kept from it', async () => {
  const { mara, key } = await team('seventh')
  const secret = await urgent(key, 'Payslips of the board were sent to all')
  await house.ask(admin, 'POST', `/incidents/${secret}/restrict`, { teams: [key], reason: 'personnel' })
  const owed = await asked({ mara, key })
  const page = await house.page(mara)
  await page.goto(`/now/wall?team=${key}`)
  await row(page, secret).getByText('Restricted').waitFor()
  await row(page, owed)
    .getByText(/^No answer for/)
    .waitFor()
  const shown = await page.locator('main').textContent()
  expect(shown).not.toContain('Payslips')
  expect(shown).not.toContain('Jonas Weck')
  await page.context().clearCookies()
  await urgent(key, 'The next one')
  await page.getByText(/Lost the server at/).waitFor()
  await page.getByRole('dialog').waitFor()
})

test('what one has just taken is no news to oneself', async () => {
  const { mara, key } = await team('eighth')
  const facts = { team: key, title: 'The badge reader is dark', impact: 1, urgency: 1 }
  const { ref } = await house.ask(admin, 'POST', '/incidents', facts)
  const other = await urgent(key, 'The lift stands still')
  const page = await house.page(mara)
  await page.goto('/now')
  await row(page, ref).getByRole('button').focus()
  await page.keyboard.press('t')
  await row(page, ref).waitFor({ state: 'detached' })
  await page.locator(`[data-act][aria-label*=${other}]:focus`).waitFor()
  // Somebody is on the rows for as long as this lasts: what is news would wait.
  const load = page.getByText('1 open, oldest 0 min')
  const shown = async (): Promise<number> => {
    await page.keyboard.press('j')
    return load.count()
  }
  await expect.poll(shown, { timeout: 15_000, interval: 300 }).toBe(1)
  expect(await page.getByRole('button', { name: /changed/ }).count()).toBe(0)
  expect(await holderOf(ref)).toBe('Mara Lindqvist')
})
