import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, press } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('agent', { name: 'Ana Costa' })
const admin = await house.person('administrator')
await house.ask(admin, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id] })
const noScript = { ...phone, javaScriptEnabled: false }

const picture = {
  name: 'printer 🖨️.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

type Incident = { ref: string; state: string; description: string; title: string }
const stateOf = async (ref: string) => (await house.ask<Incident>(ana, 'GET', `/incidents/${ref}`)).state
const act = (ref: string, verb: string, body: object = {}) =>
  house.ask(ana, 'POST', `/incidents/${ref}/actions/${verb}`, body)
const refIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const standing = (page: Page) =>
  page
    .locator('#status .now')
    .textContent()
    .then((text) => text?.trim())

async function report(person: Person, title: string, description = ''): Promise<string> {
  return (await house.ask<Incident>(person, 'POST', '/incidents', { title, description })).ref
}

describe.each([
  ['by touch on a phone', phone],
  ['on a phone without a script', noScript],
])('a report %s', (_, device) => {
  test('goes from what is wrong to "it works", with a question, a picture and a second try', async () => {
    const rita = await house.person('requester', { name: 'Rita Lopes' })
    const page = await house.pageAt('/portal', rita, device)
    expect(await page.textContent('#list')).toContain('You have reported nothing yet.')
    await page.getByRole('link', { name: 'Report something' }).tap()
    await page.getByLabel('What is wrong?').fill('The printer on floor 2 prints blank pages')
    await page.getByLabel('More, if you like').fill('Since **this morning**.')
    await page.getByLabel('Pictures or files').setInputFiles(picture)
    await press(page, 'Send')
    const ref = refIn(page)
    expect(await page.getByRole('status').first().textContent()).toContain('We have it.')
    expect(await standing(page)).toBe('We have your report')
    expect(await page.locator('#timeline strong').textContent()).toBe('this morning')
    expect(await page.locator('#timeline .file a').textContent()).toBe(picture.name)

    await act(ref, 'take')
    await page.reload()
    expect(await standing(page)).toBe('We are working on it: Ana Costa has it')
    await act(ref, 'ask', { question: 'Which tray?' })
    await page.reload()
    expect(await standing(page)).toBe('Ana Costa needs an answer from you')
    expect(await page.locator('#status .quote').textContent()).toContain('Which tray?')
    await page.getByRole('link', { name: 'Answer' }).tap()
    await page.getByLabel('Your answer').fill('The lower one.')
    await press(page, 'Send the answer')
    expect(await stateOf(ref)).toBe('in-progress')
    expect(await page.locator('#timeline li').last().textContent()).toContain('The lower one.')

    await act(ref, 'resolve', { code: 'fixed', text: 'A new drum.' })
    await page.reload()
    expect(await standing(page)).toBe('It should work again. Does it?')
    expect(await page.locator('#status .quote').textContent()).toContain('A new drum.')
    await page.getByLabel('What is still wrong?').fill('Still blank, every second page.')
    await press(page, 'Still broken')
    expect(await stateOf(ref)).toBe('in-progress')
    await act(ref, 'resolve', { code: 'fixed', text: 'And a new fuser.' })
    await page.reload()
    await press(page, 'It works')
    expect(await standing(page)).toBe('Closed')
    expect(await page.textContent('#status')).toContain('You said that it works.')
    await page.getByRole('link', { name: 'Your reports' }).tap()
    await page.waitForURL('**/portal')
    expect(await page.locator('#list h2').allTextContents()).toEqual(['Open', 'Done'])
    expect(await page.locator(`#${ref}`).textContent()).toContain('Closed')
  })

  test('can be withdrawn with a reason', async () => {
    const rita = await house.person('requester')
    const ref = await report(rita, 'My screen flickers')
    const page = await house.pageAt(`/portal/${ref}`, rita, device)
    await page.getByText('Withdraw this report').tap()
    await press(page, 'Withdraw it')
    expect(await page.locator('#reason-wrong').textContent()).toBe('Say why.')
    await page.getByLabel('Why?').fill('It was the cable.')
    await press(page, 'Withdraw it')
    expect(await standing(page)).toBe('Cancelled')
    expect(await stateOf(ref)).toBe('cancelled')
  })

  test('without a title is told so beside the field, and keeps what was typed', async () => {
    const page = await house.pageAt('/portal/report', await house.person('requester'), device)
    await page.getByLabel('More, if you like').fill('\nAll of it.\n')
    await press(page, 'Send')
    expect(await page.locator('#what-wrong').textContent()).toBe('This is missing.')
    expect(await page.getByLabel('More, if you like').inputValue()).toBe('\nAll of it.\n')
    await page.getByLabel('What is wrong?').fill('x'.repeat(301))
    await press(page, 'Send')
    expect(await page.locator('#what-wrong').textContent()).toContain('at most 300 characters')
    await page.getByLabel('What is wrong?').fill('Mail')
    await press(page, 'Send')
    const { description } = await house.ask<Incident>(ana, 'GET', `/incidents/${refIn(page)}`)
    expect(description.replaceAll('\r\n', '\n')).toBe('\nAll of it.\n')
  })
})

describe('for everyone, light and dark, at every width', () => {
  test('reporting', async () => {
    const page = await house.pageAt('/portal', await house.person('requester'))
    await checkEverySize(page, 'portal-empty')
    await page.goto('/portal/report')
    await checkEverySize(page, 'portal-report')
    await press(page, 'Send')
    await checkEverySize(page, 'portal-report-wrong')
  })

  test('a record that waits for its requester', async () => {
    const rita = await house.person('requester', { name: 'Rita Lopes' })
    const said = 'Since **this morning**. I tried:\n\n- another tray\n- `lpq`\n\n> it says ready'
    const ref = await report(rita, 'The printer on floor 2 prints blank pages', said)
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await checkEverySize(page, 'portal-new')
    await act(ref, 'ask', { question: 'Which tray? Please look for the **number on the label**.' })
    await page.goto(`/portal/${ref}`)
    await checkEverySize(page, 'portal-question')
  })

  test('a record that should work again', async () => {
    const rita = await house.person('requester', { name: 'Rita Lopes' })
    const ref = await report(rita, 'The printer on floor 2 prints blank pages')
    await act(ref, 'resolve', { code: 'fixed', text: 'The drum was worn out; there is a new one.' })
    const page = await house.pageAt(`/portal/${ref}`, rita)
    await press(page, 'Still broken')
    await checkEverySize(page, 'portal-still-broken-empty')
    await press(page, 'It works')
    await checkEverySize(page, 'portal-closed')
  })

  test('the list, the menu, and what is not there', async () => {
    const rita = await house.person('requester', { name: 'Rita Lopes' })
    await report(rita, 'Mail is slow')
    await act(await report(rita, 'The door of room 214 does not open with my badge'), 'take')
    await act(await report(rita, 'VPN drops every hour'), 'ask', { question: 'Since when?' })
    await act(await report(rita, 'The lamp is out'), 'resolve', { code: 'fixed', text: 'A new one.' })
    const page = await house.pageAt('/portal', rita)
    await page.locator('.menu > summary').click()
    await checkEverySize(page, 'portal-menu')
    expect(await page.locator('#list section').first().locator('.title').first().textContent()).toBe(
      'The lamp is out',
    )
    await page.goto('/portal?q=zeppelin')
    await checkEverySize(page, 'portal-nothing-found')
    await page.goto('/portal/INC-999999')
    await checkEverySize(page, 'portal-not-found')
  })
})

test('search finds among one’s own', async () => {
  const rita = await house.person('requester')
  const otto = await house.person('requester')
  await report(rita, 'The zither is out of tune')
  await report(otto, 'My zither as well')
  const page = await house.pageAt('/portal', rita, noScript)
  await page.getByRole('searchbox').fill('zither')
  await press(page, 'Search')
  expect(await page.locator('#list .title').allTextContents()).toEqual(['The zither is out of tune'])
})

test('a requester reads nothing of another’s report, whatever they ask the portal', async () => {
  const rita = await house.person('requester')
  const ref = await report(await house.person('requester'), 'Salary of the board', 'Top secret')
  for (const path of [
    `/portal/${ref}`,
    '/portal',
    '/portal?q=salary',
    `/portal?q=${ref}`,
    `/portal/${ref}?done=reply`,
  ]) {
    const page = await house.pageAt(path, rita)
    expect(await page.content(), path).not.toMatch(/board|Top secret/)
  }
  for (const verb of ['reply', 'again', 'reopen', 'confirm', 'withdraw']) {
    const body = new URLSearchParams({ text: 'mine now', reason: 'mine now', key: '12345678' })
    const answer = await fetch(`${house.url}/portal/${ref}/${verb}`, {
      method: 'POST',
      body,
      headers: { cookie: rita.cookie, origin: house.url },
      redirect: 'manual',
    })
    expect(answer.status, verb).toBe(404)
    expect(await answer.text()).not.toMatch(/board|Top secret/)
  }
  expect(await house.ask(ana, 'GET', `/incidents/${ref}`)).toMatchObject({ state: 'new', version: 1 })
})

test('staff see in the portal what everybody sees: public words alone', async () => {
  const ref = await report(ana, 'My own badge')
  await house.ask(admin, 'POST', `/incidents/${ref}/comments`, { body: 'Between us.', public: false })
  await house.ask(admin, 'POST', `/incidents/${ref}/comments`, { body: 'For you.', public: true })
  const page = await house.pageAt(`/portal/${ref}`, ana)
  const text = await page.locator('#timeline').textContent()
  expect(text).toContain('For you.')
  expect(text).not.toContain('Between us.')
})

test('sent twice is done once: a double click, and sending again after going back', async () => {
  const rita = await house.person('requester')
  const page = await house.pageAt('/portal/report', rita, noScript)
  await page.getByLabel('What is wrong?').fill('Only once')
  await page.getByRole('button', { name: 'Send' }).dblclick()
  await page.waitForURL(/portal\/INC-/)
  const ref = refIn(page)
  await page.goBack()
  await page.getByLabel('What is wrong?').fill('Only once')
  await press(page, 'Send')
  expect(refIn(page)).toBe(ref)
  const { items } = await house.ask(rita, 'GET', '/records?requester=me')
  expect(items).toHaveLength(1)
})

test('other words under the same key are not lost and not sent unasked', async () => {
  const rita = await house.person('requester')
  const page = await house.pageAt('/portal/report', rita, noScript)
  await page.getByLabel('What is wrong?').fill('The first words')
  await press(page, 'Send')
  await page.goBack()
  await page.getByLabel('What is wrong?').fill('Other words')
  await press(page, 'Send')
  expect(await page.getByRole('alert').textContent()).toContain('You have sent this page before')
  expect(await page.getByLabel('What is wrong?').inputValue()).toBe('Other words')
  await press(page, 'Send')
  const { items } = await house.ask<{ items: Incident[] }>(rita, 'GET', '/records?requester=me')
  expect(items.map(({ title }) => title).toSorted()).toEqual(['Other words', 'The first words'])
})

test('a file that is not accepted is said, and the report is there', async () => {
  const page = await house.pageAt('/portal/report', await house.person('requester'), noScript)
  await page.getByLabel('What is wrong?').fill('This program')
  await page
    .getByLabel('Pictures or files')
    .setInputFiles([
      { name: 'evil.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
      picture,
    ])
  await press(page, 'Send')
  expect(await page.getByRole('alert').textContent()).toContain('files of its type are not accepted')
  expect(await page.locator('#timeline .file a').allTextContents()).toEqual([picture.name])
})

test('who was signed out while writing gets their words back', async () => {
  const rita = await house.person('requester')
  const ref = await report(rita, 'A long story')
  const page = await house.pageAt(`/portal/${ref}`, rita, noScript)
  await page.getByLabel('Write to the people').fill('Chapter one.')
  await page.context().clearCookies()
  await press(page, 'Send')
  expect(await page.getByLabel('What you wrote').inputValue()).toBe('Chapter one.')
})

test('the portal speaks the person’s language, in their zone', async () => {
  const greta = await house.person('requester', { name: 'Greta', zone: 'Asia/Tokyo', language: 'de' })
  const ref = await report(greta, 'Der Drucker druckt leer')
  const page = await house.pageAt(`/portal/${ref}`, greta)
  expect(await standing(page)).toBe('Wir haben Ihre Meldung')
  expect(await page.locator('#timeline time').first().getAttribute('title')).toContain('GMT+9')
  expect(await page.locator('#timeline time').first().textContent()).toBe('gerade eben')
})
