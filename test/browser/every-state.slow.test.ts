// Every screen with its dialogs and menus open, in light and dark, at three widths: WCAG 2.2 AA, and no scrolling sideways.
import type { Page } from 'playwright-core'
import { afterEach, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const ben = await house.person('agent', { name: 'Ben Okoro' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id, ben.id] })
const mail = await house.ask(ana, 'POST', '/services', { key: 'mail', name: 'Mail', team: 'desk' })
await house.ask(ana, 'PUT', '/settings/cannedReplies', {
  value: [{ name: 'Thanks', body: 'Thank you, **we look**.' }],
})

const report = async (title: string, more: object = {}): Promise<string> => {
  const input = {
    title,
    description: 'It began **this morning**.',
    team: 'desk',
    requester: rita.id,
    service: 'mail',
  }
  const { ref } = await house.ask<{ ref: string }>(ana, 'POST', '/incidents', { ...input, ...more })
  return ref
}
const ref = await report('Mail is down', { impact: 1, urgency: 1 })
await house.ask(ana, 'POST', `/incidents/${ref}/comments`, { body: 'We are on it.', public: true })
await house.ask(ana, 'POST', `/incidents/${ref}/comments`, { body: 'Disk is full on `mx1`.', public: false })
const others = await Promise.all(['A', 'B', 'C'].map((which) => report(`Printer ${which} is jammed`)))
const [waiting = '', resolved = ''] = others
await house.ask(ana, 'POST', `/incidents/${waiting}/actions/ask`, { question: 'Which one?' })
await house.ask(ana, 'POST', `/incidents/${resolved}/actions/resolve`, { code: 'fixed', text: 'Cleaned it.' })

const opened: Page[] = []
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close()
})
async function at(path: string, person = ana): Promise<Page> {
  const page = await house.page(person)
  opened.push(page)
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  return page
}

const slow = 400_000

test('the shell: finder, keys, account and notices open', { timeout: slow }, async () => {
  const page = await at('/desk?view=open')
  await page.getByRole('row').nth(2).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('printer')
  await page.getByRole('option', { name: 'Printer' }).first().waitFor()
  await checkEverySize(page, 'open-finder')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await checkEverySize(page, 'open-keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  await checkEverySize(page, 'open-account')
  await page.keyboard.press('Escape')
})

test('the Desk: filters, columns, saving a view, a selection and its dialogs', {
  timeout: slow,
}, async () => {
  const page = await at('/desk?view=open')
  await page.getByRole('row').nth(2).waitFor()
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: 'Priority' }).waitFor()
  await checkEverySize(page, 'open-filters')
  await page.getByRole('menuitem', { name: 'Priority' }).click()
  await page.getByRole('dialog', { name: 'Priority' }).waitFor()
  await checkEverySize(page, 'open-filter')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).waitFor()
  await checkEverySize(page, 'open-columns')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByLabel('Select all that are loaded').click()
  await page.getByRole('toolbar').waitFor()
  await checkEverySize(page, 'selected')
  await page.getByRole('button', { name: 'Hand over' }).click()
  await page.getByRole('dialog', { name: 'Hand over' }).waitFor()
  await checkEverySize(page, 'open-hand-over')
})

test('a record: every form of a verb, and what stands beside it', { timeout: slow }, async () => {
  const page = await at(`/records/${ref}`)
  await page.getByRole('form', { name: 'Write' }).waitFor()
  for (const [key, name] of [
    ['r', 'Resolve'],
    ['a', 'Route to team'],
    ['w', 'Wait for whom or what?'],
  ] as const) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await checkEverySize(page, `open-${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Mark as duplicate' }).waitFor()
  await checkEverySize(page, 'open-more')
  await page.keyboard.press('Escape')
  for (const other of [waiting, resolved]) {
    await page.goto(`/records/${other}`)
    await page.getByRole('form', { name: 'Write' }).waitFor()
    await checkEverySize(page, `record-${other}`)
  }
  await page.goto('/records/INC-999999')
  await page.getByRole('alert').waitFor()
  await checkEverySize(page, 'record-missing')
})

test('Now, the wall and a call', { timeout: slow }, async () => {
  const page = await at('/now')
  await checkEverySize(page, 'now')
  await page.goto('/now/wall')
  await page.getByRole('heading').first().waitFor()
  await checkEverySize(page, 'wall')
  await page.goto('/call')
  await page
    .getByRole('combobox', { name: 'What is wrong' })
    .or(page.getByLabel('What is wrong'))
    .first()
    .fill('Printer')
  await page.getByText('Printer A is jammed').first().waitFor()
  await checkEverySize(page, 'call-alike')
})

test('every part of the settings, and the profile', { timeout: 2 * slow }, async () => {
  const page = await at('/settings/first-steps')
  const parts = [
    'organisation',
    'people',
    'people/new',
    'teams',
    'teams/desk',
    'services',
    `services/${mail.ref}`,
    'calendars',
  ]
  const others = ['targets', 'priority', 'closing', 'resolution', 'replies', 'attachments', 'fields']
  for (const part of [...parts, ...others]) {
    await page.goto(`/settings/${part}`)
    await page.getByRole('heading').first().waitFor()
    await page.getByText('Loading').waitFor({ state: 'hidden' })
    await checkEverySize(page, `settings-${part.replace('/', '-')}`)
  }
  await page.goto('/profile')
  await page.getByRole('heading').first().waitFor()
  await checkEverySize(page, 'profile')
})

test('forms one comes to fill in, lists with nothing in them, and German', { timeout: slow }, async () => {
  const page = await at('/settings/teams/new')
  const forms = ['teams', 'services', 'calendars'].map((part) => `/settings/${part}/new`)
  for (const where of [...forms, '/settings/calendars/office', '/desk?view=open&q=zzzz']) {
    await page.goto(where)
    await page.getByRole('heading').or(page.getByText('Nothing fits these filters')).first().waitFor()
    await checkEverySize(page, `more${where.replaceAll(/[^a-z]+/g, '-')}`)
  }
  const jana = await house.person('agent', { name: 'Jana Köhler', language: 'de' })
  const german = await at('/desk?view=open', jana)
  await german.getByRole('row').nth(2).waitFor()
  await checkEverySize(german, 'german-desk')
  await german.goto(`/records/${ref}`)
  await german.getByRole('form', { name: 'Schreiben' }).waitFor()
  await checkEverySize(german, 'german-record')
})

test('the portal: list, report, a record to answer, one to confirm, and what is not there', {
  timeout: slow,
}, async () => {
  const page = await at('/portal', rita)
  for (const path of ['', '/report', `/${ref}`, `/${waiting}`, `/${resolved}`, '/INC-999999']) {
    await page.goto(`/portal${path}`)
    await page.getByRole('heading').first().waitFor()
    await checkEverySize(page, `portal${path.replaceAll('/', '-')}`)
  }
})
