import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, troublesOf } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const admin = await house.person('administrator', { name: 'Rui Alves' })
const mara = await house.person('agent', { name: 'Mara Lindqvist' })
const devon = await house.person('agent', { name: 'Devon Achterberg' })
const jonas = await house.person('requester', { name: 'Jonas Weck' })
await house.ask(admin, 'POST', '/teams', {
  key: 'desk',
  name: 'Service desk',
  members: [mara.id, devon.id],
})
await house.ask(admin, 'POST', '/teams', { key: 'network', name: 'Network', line: 2, members: [devon.id] })

const report = (title: string, more: object = {}): Promise<{ ref: string }> =>
  house.ask(admin, 'POST', '/incidents', { title, requester: jonas.id, team: 'desk', ...more })
const recordOf = (ref: string) => house.ask(admin, 'GET', `/incidents/${ref}`)
const rowOf = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })
const onRow = (page: Page, title: string) =>
  page.locator('[role=row][data-current]').filter({ hasText: title }).waitFor()

test('the queue is worked through by key: moving, looking, taking', async () => {
  const late = await report('Mail is down for everybody', { impact: 1, urgency: 1 })
  await report('A mouse is broken', { impact: 3, urgency: 3 })
  const page = await house.page(mara)
  await page.goto('/desk?view=team-desk')
  await rowOf(page, 'A mouse is broken').waitFor()
  await page.keyboard.press('j')
  await onRow(page, 'Mail is down')
  await page.keyboard.press('p')
  await page.getByRole('article').getByText('With Service desk, nobody has started').waitFor()
  await checkEverySize(page, 'desk')
  await page.keyboard.press('t')
  // Shown at once, before it is sent.
  await page.getByRole('article').getByText('Mara Lindqvist is working on it').waitFor()
  expect((await recordOf(late.ref)).holder).toBeNull()
  await expect
    .poll(async () => (await recordOf(late.ref)).holder?.name, { timeout: 12_000 })
    .toBe('Mara Lindqvist')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Mail is down for everybody' }).waitFor()
  await page.goBack()
  await onRow(page, 'Mail is down')
  await page.context().close()
})

test('what is not sent yet can be taken back, for many at once, and leaving the page sends the rest', async () => {
  const refs = await Promise.all(['one', 'two', 'three'].map((which) => report(`Printer ${which} is jammed`)))
  const page = await house.page(mara)
  await page.goto('/desk?view=open&q=jammed')
  await expect.poll(() => rowOf(page, 'jammed').count()).toBe(3)
  const route = async (): Promise<void> => {
    await page.getByLabel('Select all that are loaded').click()
    await page.getByText('3 selected').waitFor()
    await page.keyboard.press('a')
    await page.getByRole('combobox', { name: 'Team' }).fill('netw')
    await page.getByRole('option', { name: 'Network' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Route to team' }).click()
    await rowOf(page, 'Network').nth(2).waitFor()
  }
  await route()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => rowOf(page, 'Network').count()).toBe(0)
  await route()
  await page.goto('/desk?view=mine')
  for (const { ref } of refs)
    await expect.poll(async () => (await recordOf(ref)).team.key, { timeout: 15_000 }).toBe('network')
  await page.context().close()
})

test('somebody took it while one looked: their name is said, and one chooses', async () => {
  const { ref } = await report('Badge does not open the door')
  const page = await house.page(mara)
  await page.goto('/desk?view=open&q=badge')
  await rowOf(page, 'Badge').click()
  await page.keyboard.press('t')
  await rowOf(page, 'Badge').getByText('Mara Lindqvist').waitFor()
  await house.ask(devon, 'POST', `/incidents/${ref}/actions/take`, { team: 'desk' })
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Devon Achterberg').waitFor()
  expect((await recordOf(ref)).holder.name).toBe('Devon Achterberg')
  await page.context().close()
})

test('rows change where they stand, and what is new waits to be shown', async () => {
  const { ref } = await report('Scanner is slow')
  const page = await house.page(mara)
  await page.goto('/desk?view=open&q=scanner')
  await rowOf(page, 'Scanner is slow').waitFor()
  await house.ask(devon, 'POST', `/incidents/${ref}/actions/take`, { team: 'desk' })
  await rowOf(page, 'Scanner is slow').getByText('Devon Achterberg').waitFor()
  await report('Scanner is gone')
  await page.getByRole('button', { name: /^1 new or changed/ }).waitFor()
  expect(await rowOf(page, 'Scanner is gone').count()).toBe(0)
  await page.keyboard.press('.')
  await rowOf(page, 'Scanner is gone').waitFor()
  await page.context().close()
})

test('filters read as words, can be passed on as a link, and are kept as a view', async () => {
  await report('Urgent and everywhere', { impact: 1, urgency: 1, tags: ['vip'] })
  const page = await house.page(mara)
  await page.goto('/desk?view=open')
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: 'Tag' }).click()
  await page.getByRole('textbox', { name: 'Tag' }).fill('vip')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Tag: vip', exact: true }).waitFor()
  await expect.poll(() => rowOf(page, 'INC-').count()).toBe(1)
  expect(page.url()).toContain('tag=vip')
  await page.getByRole('button', { name: 'Save as view' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Important people')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Important people' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Tag: vip', exact: true }).waitFor()
  const other = await house.page(mara)
  await other.goto('/desk')
  await other.getByRole('link', { name: /^Important people/ }).click()
  await rowOf(other, 'Urgent and everywhere').waitFor()
  await page.context().close()
  await other.context().close()
})

test('markup in a title and a name is shown, never run; an empty view says what to do', async () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  await report(hostile)
  const page = await house.page(mara, phone)
  await page.goto('/desk?view=open&q=onerror')
  await rowOf(page, '<img src=x').waitFor()
  expect(troublesOf(page)).toEqual([])
  await page.goto('/desk?view=open&q=nothinglikethis')
  await page.getByRole('heading', { name: 'Nothing fits these filters' }).waitFor()
  await checkEverySize(page, 'desk-empty')
  await page.context().close()
})
