// The whole story as three people live it: from the link that start prints to a confirmed end.
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { phone } from './harness/browser.ts'
import { password, throughline } from './harness/throughline.ts'

const printed = vi.spyOn(console, 'log')
const house = await throughline()
const link = /http\S+\/set-up\S+/.exec(printed.mock.calls.flat().join('\n'))?.[0] ?? ''
printed.mockRestore()

const title = 'Cannot print the delivery notes'
const within = { timeout: 20_000 }

type Asked = { state: string; version: number; clocks: { name: string; state: string }[] } & Record<
  string,
  any
>

test('from set-up to a confirmed end: reported on a phone, taken by key, asked, answered, solved twice', async () => {
  const office = await house.page()
  await setUp(office)
  const ana = await house.person('agent', { name: 'Ana Silva' })
  const jonas = await house.person('requester', { name: 'Jonas Weck' })
  await makeTeam(office, ana.name)

  const hand = await house.page(jonas, phone)
  await hand.goto('/')
  await hand.getByRole('link', { name: 'Report something' }).first().tap()
  await hand.getByLabel('What is wrong?').fill(title)
  await hand.getByLabel('More, if you like').fill('The printer in the **warehouse** only blinks.')
  await hand.getByRole('button', { name: 'Send' }).tap()
  await hand.getByText('We have it.').waitFor()
  const ref = new URL(hand.url()).pathname.split('/').at(-1) ?? ''
  const asked = (): Promise<Asked> => house.ask(ana, 'GET', `/incidents/${ref}`)

  const desk = await house.page(ana)
  await desk.goto('/desk?view=unassigned')
  await desk.getByRole('row').filter({ hasText: title }).waitFor()
  await desk.keyboard.press('j')
  await desk.keyboard.press('Enter')
  await desk.getByRole('heading', { name: title }).waitFor()
  await desk.keyboard.press('t')
  await expect.poll(async () => (await asked()).holder?.name, within).toBe('Ana Silva')

  await desk.keyboard.press('w')
  const ask = desk.getByRole('dialog')
  await ask.getByLabel('Question').fill('Which colour does it blink in?')
  await desk.keyboard.press('Control+Enter')
  await expect.poll(async () => (await asked()).state, within).toBe('waiting-requester')
  expect(await clocksOf(asked)).toEqual({ response: 'stopped', resolution: 'paused' })

  await hand.getByText('Which colour does it blink in?').first().waitFor()
  await hand.getByLabel('Your answer').fill('Orange, twice.')
  await hand.getByRole('button', { name: 'Send the answer' }).tap()
  await desk.getByText('Orange, twice.').waitFor()
  expect(await asked()).toMatchObject({ state: 'in-progress', holder: { id: ana.id } })

  await resolve(desk, 'restarted', 'The printer was restarted.')
  await expect.poll(async () => (await asked()).state, within).toBe('resolved')
  await hand.getByText('It should work again. Does it?').first().waitFor()
  await hand.getByLabel('What is still wrong?').fill('It prints, but empty pages.')
  await hand.getByRole('button', { name: 'Still broken' }).tap()
  await desk.getByText('It prints, but empty pages.').waitFor()
  expect(await asked()).toMatchObject({ state: 'in-progress', reopened: 1, holder: { id: ana.id } })
  expect(await clocksOf(asked)).toEqual({ response: 'stopped', resolution: 'running' })

  await resolve(desk, 'replaced', 'The cartridge was empty and has been replaced.')
  await expect.poll(async () => (await asked()).state, within).toBe('resolved')
  await hand.getByText('The cartridge was empty and has been replaced.').first().waitFor()
  await hand.getByRole('button', { name: 'It works' }).tap()
  await hand.getByText('Thank you. It is closed.').waitFor()

  expect(await asked()).toMatchObject({ state: 'closed', closure: 'confirmed', resolutionCode: 'replaced' })
  expect(await clocksOf(asked)).toEqual({ response: 'stopped', resolution: 'stopped' })
  const { items } = await house.ask<{ items: { verb: string; actor: { name: string } | null }[] }>(
    ana,
    'GET',
    `/incidents/${ref}/timeline`,
  )
  const told = items.filter(({ actor }) => actor).map(({ verb, actor }) => `${actor?.name}: ${verb}`)
  expect(told).toEqual([
    'Jonas Weck: open',
    'Ana Silva: take',
    'Ana Silva: ask',
    'Jonas Weck: comment',
    'Ana Silva: resolve',
    'Jonas Weck: reopen',
    'Ana Silva: resolve',
    'Jonas Weck: confirm',
  ])
  expect(await stintsOf(ref)).toEqual([
    'new',
    'in-progress, Ana Silva',
    'waiting-requester, Ana Silva',
    'in-progress, Ana Silva',
    'resolved, Ana Silva',
    'in-progress, Ana Silva',
    'resolved, Ana Silva',
    'closed, Ana Silva',
  ])
})

async function setUp(page: Page): Promise<void> {
  await page.goto(link.replace(/^https?:\/\/[^/]+/, house.url))
  await page.getByLabel('Your name').fill('Rui Alves')
  await page.getByLabel('Your e-mail').fill('rui@northwind.example')
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Organisation').fill('Northwind Hosting')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('/settings/first-steps')
  await page.getByRole('heading', { name: 'First steps' }).waitFor()
}

/** The administrator makes a team of one, with the session that set-up gave them. */
async function makeTeam(page: Page, member: string): Promise<void> {
  const asked = await page.request.get(`/api/v1/people?q=${encodeURIComponent(member)}`)
  const { items } = (await asked.json()) as { items: { id: number }[] }
  const made = await page.request.post('/api/v1/teams', {
    data: { key: 'desk', name: 'Service desk', members: items.map(({ id }) => id) },
    headers: { origin: house.url },
  })
  expect(made.status()).toBe(201)
}

async function resolve(page: Page, code: string, text: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  const form = page.getByRole('dialog', { name: 'Resolve' })
  await form.getByLabel('Solved by').selectOption(code)
  await form.getByLabel('What solved it').fill(text)
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })
}

async function clocksOf(asked: () => Promise<Asked>): Promise<Record<string, string>> {
  const { clocks } = await asked()
  return Object.fromEntries(clocks.map(({ name, state }) => [name, state]))
}

/** Where it was, with whom, one after another. Stints have no route of their own yet: read where they are kept. */
async function stintsOf(ref: string): Promise<string[]> {
  const { rows } = await house.db.pool.query<{ state: string; holder: string | null }>(
    `select s.state, p.name as holder from stint s left join person p on p.id = s.holder_id
     where s.record_id = $1 order by s.seq`,
    [ref.slice(4)],
  )
  return rows.map(({ state, holder }) => [state, holder].filter(Boolean).join(', '))
}
