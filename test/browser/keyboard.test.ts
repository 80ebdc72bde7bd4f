// All of it by keyboard alone: no test here points, clicks, fills in from outside, or puts the focus anywhere.
import { expect, test, vi } from 'vitest'
import { keyboardOf } from './harness/keyboard.ts'
import { password, throughline } from './harness/throughline.ts'

const printed = vi.spyOn(console, 'log')
const house = await throughline()
const link = /http\S+\/set-up\S+/.exec(printed.mock.calls.flat().join('\n'))?.[0] ?? ''
printed.mockRestore()

const long = 300_000
const within = { timeout: 20_000 }

test('an administrator sets up, and makes a team, a service, a holiday, a target and a key', {
  timeout: long,
}, async () => {
  const page = await house.page()
  const { press, type, tabTo, reaches, arrives } = keyboardOf(page)
  await page.goto(link.replace(/^https?:\/\/[^/]+/, house.url))
  await reaches('Your name')
  await type('Rui Alves')
  await tabTo('Your e-mail')
  await type('rui@northwind.example')
  await tabTo('Password')
  await type(password)
  await tabTo('Organisation')
  await type('Northwind Hosting')
  await tabTo('Time zone')
  await type('Europe/Lis')
  await tabTo('Begin')
  await press('Enter')
  await page.getByRole('heading', { name: 'First steps' }).waitFor()

  await tabTo('Make a team and put someone into it')
  await press('Enter')
  await tabTo('Make a team')
  await press('Enter')
  await reaches('Name')
  await type('Service Desk')
  await press('Control+Enter')
  await arrives('Service Desk')

  await tabTo('Services')
  await press('Enter')
  await tabTo('Name a service')
  await press('Enter')
  await reaches('Name')
  await type('Mail')
  await tabTo('Team')
  await type('Service')
  await press('Control+Enter')
  await arrives('Mail')

  await tabTo(/^link "Service hours"/)
  await press('Enter')
  await tabTo(/^link "office/)
  await press('Enter')
  await tabTo('Holidays')
  await type('2026-12-25 Christmas Day')
  await press('Control+Enter')
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()

  await tabTo('Targets', 70, 'Shift+Tab')
  await press('Enter')
  await tabTo('Priority 3, First response: Within')
  await type('3 h')
  await press('Control+Enter')
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()

  await tabTo(/^button "Your account/, 90)
  await press('Enter')
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  await reaches('Your profile')
  await press('Escape')
  await reaches(/^button "Your account/)
  await press('Enter')
  await reaches('Your profile')
  await press('Enter')
  await arrives('Your profile')
  await tabTo('New key')
  await press('Enter')
  await reaches('What it is for')
  await type('Nightly report')
  await tabTo('Make the key')
  await press('Enter')
  await page.getByText('Copy the key now').waitFor()

  const made = async (where: string) => (await (await page.request.get(`/api/v1${where}`)).json()) as any
  expect((await made('/teams')).items).toMatchObject([
    { name: 'Service Desk', members: [{ name: 'Rui Alves' }] },
  ])
  expect((await made('/services')).items).toMatchObject([{ name: 'Mail', team: { name: 'Service Desk' } }])
})

test('a fault is reported, taken, asked about, answered, solved, reopened, solved again and confirmed', {
  timeout: long,
}, async () => {
  const ana = await house.person('agent', { name: 'Ana Silva' })
  const jonas = await house.person('requester', { name: 'Jonas Weck' })
  const hand = await house.page(jonas)
  const his = keyboardOf(hand)
  await hand.goto('/portal')
  await his.tabTo('Report something')
  await his.press('Enter')
  await his.reaches('What is wrong\\?')
  await his.type('Cannot print the delivery notes')
  await his.tabTo('More, if you like')
  await his.type('The printer in the warehouse only blinks.')
  await his.tabTo('Send')
  await his.press('Enter')
  await hand.getByText('We have it.').waitFor()
  const ref = new URL(hand.url()).pathname.split('/').at(-1) ?? ''
  const state = async (): Promise<string> =>
    (await house.ask<{ state: string }>(ana, 'GET', `/incidents/${ref}`)).state

  const desk = await house.page(ana)
  const hers = keyboardOf(desk)
  await desk.goto('/desk?view=unassigned')
  await desk.getByRole('row').filter({ hasText: 'delivery notes' }).waitFor()
  await hers.press('j', 'Enter')
  await desk.getByRole('heading', { name: 'Cannot print the delivery notes' }).waitFor()
  await hers.press('t')
  await expect.poll(state, within).toBe('in-progress')
  await hers.press('w')
  await hers.reaches('Question')
  await hers.press('Escape')
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await state()).toBe('in-progress')
  await hers.press('w')
  await hers.reaches('Question')
  await hers.type('Which colour does it blink in?')
  await hers.press('Control+Enter')
  await expect.poll(state, within).toBe('waiting-requester')

  await hand.getByText('Which colour does it blink in?').first().waitFor()
  await his.tabTo('Your answer')
  await his.type('Orange, twice.')
  await his.tabTo('Send the answer')
  await his.press('Enter')
  await expect.poll(state, within).toBe('in-progress')

  const resolve = async (text: string): Promise<void> => {
    await hers.press('r')
    await hers.reaches('Solved by')
    await hers.type('Res')
    await hers.tabTo('What solved it')
    await hers.type(text)
    await hers.press('Control+Enter')
    await expect.poll(state, within).toBe('resolved')
  }
  await desk.getByText('Orange, twice.').waitFor()
  await desk.getByText(/^Ana Silva is working on it/).waitFor()
  await resolve('The printer was restarted.')
  await hand.getByText('It should work again. Does it?').first().waitFor()
  await his.tabTo('What is still wrong\\?')
  await his.type('It prints, but empty pages.')
  await his.tabTo('Still broken')
  await his.press('Enter')
  await expect.poll(state, within).toBe('in-progress')
  await desk.getByText('It prints, but empty pages.').waitFor()
  await desk.getByText(/^Ana Silva is working on it/).waitFor()
  await resolve('The cartridge was empty.')
  await hand.getByText('The cartridge was empty.').first().waitFor()
  await his.tabTo('It works')
  await his.press('Enter')
  await expect.poll(state, within).toBe('closed')
})

test('the Desk: many at once, a filter, a view of one’s own, columns; each dialog gives the focus back', {
  timeout: long,
}, async () => {
  const mara = await house.person('agent', { name: 'Mara Lindqvist' })
  for (const title of ['Scanner is jammed', 'Scanner has no paper', 'Beamer is dark'])
    await house.ask(mara, 'POST', '/incidents', {
      title,
      impact: title.startsWith('Beamer') ? 1 : 3,
      urgency: 3,
    })
  const page = await house.page(mara)
  const { press, type, tabTo, reaches, focused } = keyboardOf(page)
  await page.goto('/desk?view=unassigned')
  await page.getByRole('row').filter({ hasText: 'Beamer' }).waitFor()

  await press('j', 'x', 'j', 'x', 'l')
  await reaches(/^textbox/)
  await type('hardware')
  await press('Enter')
  await page
    .getByText('2 incidents: Add a tag')
    .or(page.getByText(/2 incidents: Tag/))
    .first()
    .waitFor()
  await press('Escape')

  await press('f')
  await reaches(/^menuitem/)
  await press('Escape')
  await reaches('Add a filter')
  await press('Enter')
  await reaches(/^menuitem/)
  for (let step = 0; step < 20 && !/"Priority"/.test(await focused()); step++) await press('ArrowDown')
  await press('Enter')
  await reaches(/^checkbox .*1/)
  await tabTo(/^checkbox .*3/)
  await press('Space')
  await tabTo('Apply')
  await press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('row').filter({ hasText: 'Beamer' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'Scanner' }).first().waitFor({ state: 'hidden' })

  await tabTo('Save as view')
  await press('Enter')
  await reaches('Name of the view')
  await type('Urgent ones')
  await press('Enter')
  await page
    .getByRole('link', { name: /Urgent ones/ })
    .first()
    .waitFor()

  await press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).waitFor()
  await type('columns')
  await press('Enter')
  await page.getByRole('dialog', { name: 'Columns' }).waitFor()
  await tabTo('State')
  await press('Space')
  await press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('columnheader', { name: 'State' }).waitFor({ state: 'hidden' })
  await press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(focused, within).not.toBe('nothing')
})
