import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { phone, troublesOf } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const ben = await house.person('agent', { name: 'Ben Okoro' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'network', name: 'Network', members: [ana.id, ben.id] })
await house.ask(ana, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id] })

async function report(facts: object = {}): Promise<string> {
  const input = {
    title: 'Mail is down',
    description: 'It began this morning.',
    team: 'network',
    requester: rita.id,
  }
  const { ref } = await house.ask<{ ref: string }>(ana, 'POST', '/incidents', { ...input, ...facts })
  return ref
}

const incident = (ref: string) => house.ask(ana, 'GET', `/incidents/${ref}`)
const said = async (ref: string) => {
  const { items } = await house.ask<{ items: { verb: string; body: string; public: boolean }[] }>(
    ana,
    'GET',
    `/incidents/${ref}/timeline`,
  )
  return items.filter(({ verb }) => verb === 'comment').map(({ body, public: open }) => ({ body, open }))
}

async function open(person: Person, ref: string, options = {}): Promise<Page> {
  const page = await house.page(person, options)
  await page.goto(`/records/${ref}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('form', { name: 'Write' }).waitFor()
  return page
}

const within = { timeout: 20_000 }

test('an incident is taken, answered and resolved by keyboard alone', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await page.keyboard.press('t')
  await page.getByText('Ana Silva is working on it').waitFor()
  await page.keyboard.press('c')
  await page.keyboard.type('We are looking at it.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('waiting to be sent').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  const form = page.getByRole('dialog', { name: 'Resolve' })
  await form.getByLabel('Solved by').selectOption('restarted')
  await form.getByRole('button', { name: 'Resolve' }).click()
  await form.getByText('Needed').waitFor()
  await form.getByLabel('What solved it').fill('Restarted the relay.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Resolved, Rita Novak has yet to confirm').waitFor()
  await expect.poll(async () => (await incident(ref)).state, within).toBe('resolved')
  expect(await incident(ref)).toMatchObject({ holder: { id: ana.id }, resolutionCode: 'restarted' })
  expect(await said(ref)).toEqual([{ body: 'We are looking at it.', open: true }])
})

test('what was begun among staff never becomes a reply, and neither is lost by leaving the page', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await page.getByRole('button', { name: 'Send to Rita Novak' }).waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('She has done this before.')
  await page.getByRole('button', { name: 'Add internal note' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  expect(await page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('')
  await page.keyboard.type('Thank you for your patience.')
  await page.reload()
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue())
    .toBe('Thank you for your patience.')
  await page.getByText('Internal note (draft)').click()
  expect(await page.getByRole('textbox', { name: 'Internal note' }).inputValue()).toBe(
    'She has done this before.',
  )
  await page.getByRole('button', { name: 'Add internal note' }).click()
  await expect.poll(() => said(ref), within).toEqual([{ body: 'She has done this before.', open: false }])
})

test('a reply written while the server is away is said to wait, and is sent once when it is back', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await house.stop()
  await page.getByRole('textbox', { name: 'Reply' }).fill('It works again.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('waiting to be sent').waitFor()
  await page.getByText('The server cannot be reached').waitFor()
  await house.start()
  await expect.poll(() => said(ref), { timeout: 40_000 }).toEqual([{ body: 'It works again.', open: true }])
  await page.getByText('waiting to be sent').waitFor({ state: 'detached' })
  await expect.poll(() => page.getByText('It works again.').count()).toBe(1)
  // What could not be fetched meanwhile was fetched again.
  expect(troublesOf(page).filter((trouble) => !/^50[234] .*\/assets\//.test(trouble))).toEqual([])
})

test('a reply is sent though one leaves before it can no longer be taken back', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await page.getByRole('textbox', { name: 'Reply' }).fill('It is cured.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('waiting to be sent').waitFor()
  await page.goto('/health/live')
  await expect.poll(() => said(ref)).toEqual([{ body: 'It is cured.', open: true }])
  await page.goto(`/records/${ref}`)
  await page.getByText('It is cured.').waitFor()
  await page.getByText('waiting to be sent').waitFor({ state: 'detached' })
  expect(await said(ref)).toHaveLength(1)
})

test('two who change the same fact are shown both, and one of them chooses', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await page.keyboard.press('e')
  const field = page.getByRole('textbox', { name: 'Subject' })
  await field.fill('Mail is down in Porto')
  await house.ask(ben, 'PATCH', `/incidents/${ref}`, { title: 'Mail is slow' })
  await field.press('Enter')
  const asked = page.getByRole('dialog', { name: 'It was changed meanwhile' })
  await asked.getByText('Mail is slow').waitFor()
  await checkAccessible(page, 'two versions')
  expect((await incident(ref)).title).toBe('Mail is slow')
  await asked.getByRole('button', { name: 'Use yours' }).click()
  await expect.poll(async () => (await incident(ref)).title).toBe('Mail is down in Porto')
  // Facts that nobody else touched are saved without a word.
  await page.getByRole('button', { name: 'Edit category' }).click()
  await page.getByRole('textbox', { name: 'Category' }).fill('mail')
  await house.ask(ben, 'PATCH', `/incidents/${ref}`, { urgency: 1 })
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await incident(ref)).symptomCategory).toBe('mail')
  expect(await incident(ref)).toMatchObject({ urgency: 1, title: 'Mail is down in Porto' })
})

test('what others write comes without moving what one reads, and who is here is seen', async () => {
  const ref = await report()
  for (let one = 1; one <= 60; one++)
    await house.ask(ben, 'POST', `/incidents/${ref}/comments`, { body: `Step ${one} of the search.` })
  const page = await open(ana, ref)
  await page.getByText('Step 60 of the search.').waitFor()
  expect(await page.getByText('Step 9 of the search.').count()).toBe(0)
  await page.getByRole('button', { name: 'Show earlier' }).click()
  const old = page.getByText('Step 9 of the search.')
  await old.scrollIntoViewIfNeeded()
  const before = await old.boundingBox()
  await house.ask(ben, 'POST', `/incidents/${ref}/comments`, { body: 'Found it.' })
  const fresh = page.getByRole('button', { name: '1 new entry' })
  await fresh.waitFor()
  expect(Math.abs(((await old.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
  await fresh.click()
  await page.getByText('Found it.').waitFor()

  const his = await open(ben, ref)
  await page.getByText('Ben Okoro is here too').waitFor()
  await his.keyboard.press('n')
  await his.keyboard.type('The relay is full')
  await page.getByText('Ben Okoro is writing').waitFor()
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a picture given to a reply is seen in it; a file too large is refused with why, and the words stay', async () => {
  const ref = await report()
  await house
    .ask(ana, 'PUT', '/settings/attachments', {
      value: { maxBytes: 2048, types: ['image/png', 'text/plain'] },
      version: 0,
    })
    .catch(() => {})
  const page = await open(ana, ref)
  const box = page.getByRole('textbox', { name: 'Reply' })
  await box.fill('Does it look like this? ')
  const files = page.getByRole('form', { name: 'Write' }).locator('input[type=file]')
  await files.setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: pixel })
  await expect.poll(() => box.inputValue()).toMatch(/this\? !\[screen\.png\]\(attachment:\d+\)$/)
  await page.getByRole('button', { name: 'Send to Rita Novak' }).click()
  const picture = page.getByRole('img', { name: 'screen.png' })
  await picture.first().waitFor()
  await expect.poll(() => page.evaluate(`document.querySelector('main ol img')?.naturalWidth`)).toBe(1)

  await box.fill('And the log?')
  const { maxBytes } = (await settings('attachments')) as { maxBytes: number }
  const folder = await mkdtemp(path.join(tmpdir(), 'throughline-record-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(path.join(folder, 'log.txt'), Buffer.alloc(maxBytes + 1, 'a'))
  await files.setInputFiles(path.join(folder, 'log.txt'))
  await page.getByText(/^log\.txt has .* files here have up to/).waitFor()
  await expect.poll(() => box.inputValue()).toBe('And the log?')
  await page.evaluate(`{
    const area = document.querySelector('form[aria-label=Write] textarea')
    const data = new DataTransfer()
    data.setData('text/plain', 'a'.repeat(10 * 1024 * 1024))
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }`)
  await page.getByText('What you pasted is 10 MB of text').waitFor()
  expect(await box.inputValue()).toBe('And the log?')
})

async function settings(wanted: string): Promise<unknown> {
  const { items } = await house.ask<{ items: { key: string; value: unknown }[] }>(ana, 'GET', '/settings')
  return items.find(({ key }) => key === wanted)?.value
}

test('what an administrator removes for good leaves who removed it and why, and nothing of what it was', async () => {
  const ref = await report()
  await house.ask(ben, 'POST', `/incidents/${ref}/comments`, {
    body: 'Her password is hunter2.',
    public: true,
  })
  const page = await open(ana, ref)
  const entry = page.getByRole('listitem').filter({ hasText: 'hunter2' })
  await entry.hover()
  await entry.getByRole('button', { name: 'Remove these words for good' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('a password')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove for good' }).click()
  await page.getByText('Removed for good by Ana Silva: a password').waitFor()
  expect(await page.getByText('hunter2').count()).toBe(0)
})

test('links, tasks, helpers and watchers are made and ended beside the record', async () => {
  const [ref, other] = [await report(), await report({ title: 'Relay is full' })]
  const page = await open(ana, ref)
  await page.keyboard.press('l')
  await page.getByRole('combobox', { name: 'Record' }).fill('relay is full')
  await page.getByRole('option', { name: other }).click()
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  await page.getByRole('link', { name: other }).waitFor()
  await page.getByLabel('Add a task').fill('Empty the queue')
  await page.getByLabel('Add a task').press('Enter')
  await page.getByRole('checkbox', { name: 'Finish: Empty the queue' }).click()
  await page.getByText('1 of 1 done').waitFor(within)
  await page.getByRole('button', { name: 'Ask somebody for help' }).click()
  await page.getByRole('combobox', { name: 'Ask somebody for help' }).fill('ben')
  await page.getByRole('option', { name: 'Ben Okoro' }).click()
  await page.getByRole('button', { name: 'Remove Ben Okoro' }).waitFor()
  await page.getByRole('button', { name: 'Watch', exact: true }).click()
  await page.getByRole('button', { name: 'Stop watching' }).waitFor()
  await expect
    .poll(async () => (await incident(ref)).helpers, within)
    .toEqual([{ id: ben.id, name: 'Ben Okoro' }])
  await expect.poll(async () => (await incident(ref)).watching, within).toBe(true)
  await page.getByRole('button', { name: `End the link with ${other}` }).click()
  await page.getByRole('link', { name: other }).waitFor({ state: 'detached' })
  await expect
    .poll(
      async () => (await house.ask(ana, 'GET', `/incidents/${ref}/links`)).items.map((one: any) => one.type),
      within,
    )
    .toEqual(['task-of'])
})

const hostile = `<img src=x onerror=alert(1)> ${'Donaudampfschifffahrt'.repeat(8)} 🔥 ${'ب'.repeat(60)}`

test('a page of hostile and overlong words is accessible at every size, with its forms and menus open', async () => {
  const ref = await report({
    title: hostile,
    description: `${hostile}\n\n- one\n- two`,
    impact: 1,
    urgency: 1,
  })
  await house.ask(ben, 'POST', `/incidents/${ref}/comments`, { body: `**Bold** ${hostile}`, public: true })
  await house.ask(ben, 'POST', `/incidents/${ref}/comments`, { body: `Among us: ${hostile}` })
  await house.ask(ben, 'POST', `/incidents/${ref}/actions/take`, {})
  const page = await open(ana, ref)
  await page.getByText('Among us:').waitFor()
  await checkEverySize(page, 'record')
  await page.keyboard.press('w')
  await page.getByRole('dialog', { name: 'Wait for' }).waitFor()
  await checkAccessible(page, 'record, waiting')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /Hand over/ }).waitFor()
  await checkAccessible(page, 'record, more')
  await page.keyboard.press('ArrowDown')
  await page
    .getByRole('menuitem', { name: /^Put back|Hand over|Take/ })
    .first()
    .waitFor()
  expect(await page.evaluate('document.activeElement.role')).toBe('menuitem')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('More')
  expect(troublesOf(page)).toEqual([])

  const small = await open(ben, ref, phone)
  const low =
    await small.evaluate(`[...document.querySelectorAll('main button, main summary, main select, main label')]
    .filter((one) => {
      const { height, width } = one.getBoundingClientRect()
      return width > 1 && height > 0 && height < 43.5
    })
    .map((one) => one.outerHTML.slice(0, 120))`)
  expect(low).toEqual([])
})
