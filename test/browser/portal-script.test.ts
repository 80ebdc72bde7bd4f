import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, press } from './harness/browser.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('agent', { name: 'Ana Costa' })
const admin = await house.person('administrator')
await house.ask(admin, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id] })

const soon = { timeout: 20_000 }
type Incident = { ref: string; title: string }
type Entries = { items: { verb: string; body: string | null }[] }

async function report(person: Person, title: string): Promise<string> {
  return (await house.ask<Incident>(person, 'POST', '/incidents', { title })).ref
}
const act = (ref: string, verb: string, body: object = {}) =>
  house.ask(ana, 'POST', `/incidents/${ref}/actions/${verb}`, body)
const say = (ref: string, body: string) =>
  house.ask(ana, 'POST', `/incidents/${ref}/comments`, { body, public: true })
const writing = (page: Page) => page.locator('#text')
const words = async (ref: string) =>
  (await house.ask<Entries>(ana, 'GET', `/incidents/${ref}/timeline`)).items
    .filter(({ verb }) => verb === 'comment')
    .map(({ body }) => body)

describe('what happens elsewhere', () => {
  test('appears while one writes, without touching what is written or where one is', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'Slow mail')
    for (let n = 0; n < 12; n++) await say(ref, `Line ${n}`)
    const page = await house.pageAt(`/portal/${ref}`, rita, phone)
    await writing(page).pressSequentially('Half a sen')
    const before = await writing(page).boundingBox()
    await act(ref, 'take')
    await say(ref, 'Ana looks at it.')
    await expect.poll(() => page.locator('#status .now').textContent(), soon).toContain('Ana Costa has it')
    await expect.poll(() => page.locator('#timeline').textContent(), soon).toContain('Ana looks at it.')
    await page.keyboard.type('tence')
    expect(await writing(page).inputValue()).toBe('Half a sentence')
    const after = await writing(page).boundingBox()
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 999))).toBeLessThan(3)
  })

  test('changes what can be done: after it was resolved one can say whether it works', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'No sound')
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await writing(page).fill('I wonder')
    await act(ref, 'resolve', { code: 'fixed', text: 'The cable.' })
    await page.getByRole('button', { name: 'It works' }).waitFor()
    expect(await writing(page).inputValue()).toBe('I wonder')
    await press(page, 'Still broken')
    expect((await house.ask(ana, 'GET', `/incidents/${ref}`)).state).toBe('assigned')
  })

  test('moves the list as well', async () => {
    const rita = await house.person('requester')
    const page = await house.pageAt('/portal', rita)
    const ref = await report(rita, 'From another window')
    await page.locator(`#${ref}`).waitFor()
    await act(ref, 'take')
    await expect.poll(() => page.locator(`#${ref}`).textContent(), soon).toContain('Ana Costa has it')
  })
})

describe('while the server is away', () => {
  test('words are kept and sent once it answers again, and only once', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'Slow mail')
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await writing(page).fill('Written into the dark')
    await house.stop()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Throughline cannot be reached. Your words are kept here').waitFor()
    expect(await writing(page).inputValue()).toBe('Written into the dark')
    await house.start()
    await expect.poll(() => page.locator('#timeline').textContent(), soon).toContain('Written into the dark')
    expect(await words(ref)).toEqual(['Written into the dark'])
    expect(await writing(page).inputValue()).toBe('')
  })

  test('an answer that was lost on the way makes no second comment', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'Slow mail')
    const page = await house.pageAt(`/portal/${ref}`, rita)
    let lost = 0
    await page.route(`**/portal/${ref}/reply`, async (route) => {
      if (lost++ > 0) return route.continue()
      await route.fetch({ maxRedirects: 0 })
      return route.abort('connectionreset')
    })
    await writing(page).fill('Said once')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => page.locator('#timeline').textContent(), soon).toContain('Said once')
    await expect.poll(() => writing(page).inputValue(), soon).toBe('')
    expect(lost).toBe(2)
    expect(await words(ref)).toEqual(['Said once'])
  })

  test('one can stop and go on writing', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'Slow mail')
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await page.route(`**/portal/${ref}/reply`, (route) => route.abort('connectionrefused'))
    await writing(page).fill('Not yet')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('button', { name: 'Stop, I want to change something' }).click()
    await expect.poll(() => writing(page).isEditable()).toBe(true)
    await writing(page).fill('Not yet, but soon')
    await page.unroute(`**/portal/${ref}/reply`)
    await press(page, 'Send')
    expect(await words(ref)).toEqual(['Not yet, but soon'])
  })
})

test('an answer that was lost on its way makes no second report, also after the window was closed', async () => {
  const rita = await house.person('requester')
  const page = await house.pageAt('/portal/report', rita, phone)
  // The server takes it, and what it answers does not arrive.
  await page.route('**/portal/report/send', async (route) => {
    await route.fetch({ maxRedirects: 0 })
    await route.abort()
  })
  await page.getByLabel('What is wrong?').fill('Only once')
  await page.getByRole('button', { name: 'Send' }).tap()
  await page.getByText('Your words are kept here').waitFor()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto('/portal/report')
  await page.getByText('Your words from before are here again.').waitFor()
  await page.getByRole('button', { name: 'Send' }).tap()
  await page.getByText('We have it.').waitFor()
  expect((await house.ask(rita, 'GET', '/incidents?requester=me')).items).toHaveLength(1)
})

test('what happens while a page is on its way, before it listens, appears as well', async () => {
  const rita = await house.person('requester')
  const ref = await report(rita, 'Slow mail')
  const page = await house.page(rita, phone)
  await page.route('**/api/v1/live', async (route) => {
    await act(ref, 'ask', { question: 'Since when?' })
    await route.continue()
  })
  await page.goto('/portal')
  await page.getByText('Ana Costa needs an answer from you').waitFor(soon)
})

test('what is refused leaves the chosen files chosen', async () => {
  const page = await house.pageAt('/portal/report', await house.person('requester'), phone)
  const file = { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('a line') }
  await page.getByLabel('Pictures or files').setInputFiles(file)
  await press(page, 'Send')
  await page.getByText('This is missing.').waitFor()
  await page.getByLabel('What is wrong?').fill('See the log')
  await page.getByRole('button', { name: 'Send' }).tap()
  await page.getByRole('link', { name: 'log.txt' }).waitFor()
})

describe('a draft', () => {
  test('is there again after the window was closed, belongs to its record, and goes when it was sent', async () => {
    const rita = await house.person('requester')
    const [ref, other] = [await report(rita, 'One'), await report(rita, 'Another')]
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await writing(page).fill('To be continued')
    await page.goto(`/portal/${other}`)
    expect(await writing(page).inputValue()).toBe('')
    await page.goto(`/portal/${ref}`)
    expect(await writing(page).inputValue()).toBe('To be continued')
    await page.getByText('Your words from before are here again.').waitFor()
    await press(page, 'Send')
    await page.goto(`/portal/${ref}`)
    expect(await writing(page).inputValue()).toBe('')
  })

  test('outlives the end of a session, and does not outlive signing out', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'One')
    const page = await house.pageAt(`/portal/${ref}`, rita)
    const session = await page.context().cookies()
    await writing(page).fill('Still here')
    await page.context().clearCookies()
    await press(page, 'Send')
    expect(await page.getByLabel('What you wrote').inputValue()).toBe('Still here')
    await page.context().addCookies(session)
    await page.goto(`/portal/${ref}`)
    expect(await writing(page).inputValue()).toBe('Still here')
    await page.locator('.menu > summary').click()
    await press(page, 'Sign out')
    expect(
      await page.evaluate('Object.keys(localStorage).filter((key) => key.startsWith("draft:"))'),
    ).toEqual([])
  })
})

test('chosen files are named before they are sent', async () => {
  const page = await house.pageAt('/portal/report', await house.person('requester'))
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('x'.repeat(3_000)) })
  await page.getByLabel('Pictures or files').setInputFiles([file('log.txt'), file('<b>bold</b>.txt')])
  expect(await page.locator('.chosen li').allTextContents()).toEqual([
    'log.txt, 3 kB',
    '<b>bold</b>.txt, 3 kB',
  ])
})
