import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const rita = await house.person('requester', { name: 'Rita Novak' })
const rob = await house.person('requester', { name: 'Rob Stein' })
await house.ask(ana, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id] })

type Shown = { ref: string; category: string; mergedInto: string | null }
const report = async (title: string, requester: number): Promise<string> =>
  (await house.ask<Shown>(ana, 'POST', '/incidents', { title, requester, team: 'desk' })).ref
const shown = (ref: string) => house.ask<Shown>(ana, 'GET', `/incidents/${ref}`)
const within = { timeout: 20_000 }

test('what is the same is found, merged by keyboard, read in one place, and taken out again', async () => {
  const stays = await report('The scanner at gate 4 reads no tickets', rita.id)
  await house.ask(ana, 'POST', `/incidents/${stays}/actions/take`, {})
  const goes = await report('Gate 4: the scanner is broken', rob.id)
  await house.ask(ana, 'POST', `/incidents/${goes}/comments`, {
    body: 'A colleague has a list.',
    public: false,
  })
  const page = await house.page(ana)
  await page.goto(`/records/${goes}`)
  const beside = page.getByRole('region', { name: 'May be the same' })
  await beside.getByText('both say').waitFor()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: `Merge ${goes} with another` })
  await dialog.getByRole('button', { name: stays }).waitFor()
  await checkEverySize(page, 'merge-search')
  await dialog.getByRole('button', { name: stays }).focus()
  await page.keyboard.press('Enter')
  await dialog.getByText('What will happen').waitFor()
  expect(await dialog.textContent()).toContain('Rob Stein will be told.')
  await checkEverySize(page, 'merge-both')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'The scanner at gate 4 reads no tickets' }).waitFor()
  await expect.poll(async () => (await shown(goes)).mergedInto, within).toBe(stays)
  await page.getByText('A colleague has a list.').waitFor()
  await page.getByText(`in ${goes}`).first().waitFor()
  await page.getByRole('button', { name: 'Send to Rita Novak and 1 other' }).waitFor()
  await checkEverySize(page, 'merged-into-this')

  // Whoever opens the merged one is led to where it is worked on, and can look at itself.
  await page.goto(`/records/${goes}`)
  await page.getByText(`${goes} is merged into this`).waitFor()
  await page.getByRole('link', { name: `Show ${goes} itself` }).click()
  await page.getByText(`${goes} is merged into`).waitFor()
  expect(await page.getByRole('button', { name: 'Take' }).count()).toBe(0)
  await checkEverySize(page, 'merged')
  await page.getByRole('button', { name: 'Un-merge' }).click()
  await expect.poll(async () => (await shown(goes)).category, within).toBe('queue')
}, 180_000)

test('several are merged from the Desk, and it can be undone before it is done', async () => {
  const refs = [await report('Badge reader A', rita.id), await report('Badge reader B', rob.id)]
  const page = await house.page(ana)
  await page.goto('/desk')
  const box = (ref: string) => page.getByRole('row').filter({ hasText: ref }).getByRole('checkbox')
  for (const ref of refs) await box(ref).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Merge' }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge 2 incidents' })
  await dialog.getByRole('radio', { name: refs[1] as string }).check()
  await checkEverySize(page, 'merge-many')
  await dialog.getByRole('button', { name: `Merge into ${refs[1]}` }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await box(refs[0] as string).waitFor()
  expect((await shown(refs[0] as string)).mergedInto).toBeNull()
}, 120_000)

test('a part is split off with the words that belong to it', async () => {
  const ref = await report('Two things at once', rita.id)
  await house.ask(ana, 'POST', `/incidents/${ref}/comments`, { body: 'And the lamp is dark.', public: true })
  const page = await house.page(ana)
  await page.goto(`/records/${ref}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Split off a part' }).click()
  const dialog = page.getByRole('dialog', { name: `Split off a part of ${ref}` })
  await dialog.getByLabel('Subject of the new one').fill('The lamp is dark')
  await dialog.getByRole('checkbox', { name: /lamp is dark/ }).check()
  await checkEverySize(page, 'split')
  await dialog.getByRole('button', { name: 'Open the new one' }).click()
  await page.getByRole('heading', { level: 1, name: 'The lamp is dark' }).waitFor()
  await page.getByText('And the lamp is dark.').waitFor()
  await page.getByText(`in ${ref}`).first().waitFor()
}, 120_000)

test('who reported what is merged keeps their own report, and reads there what is answered', async () => {
  const stays = await report('Nobody can print', rita.id)
  const goes = await report('My printer is dead', rob.id)
  await house.ask(ana, 'POST', `/incidents/${goes}/merge`, { into: stays })
  await house.ask(rita, 'POST', `/incidents/${stays}/comments`, { body: 'Call me on 555.' })
  await house.ask(ana, 'POST', `/incidents/${stays}/comments`, {
    body: 'A new printer comes today.',
    public: true,
  })
  const page = await house.pageAt('/portal', rob)
  await page.getByText('My printer is dead').click()
  await page.getByText('A new printer comes today.').waitFor(within)
  const text = (await page.textContent('main')) ?? ''
  expect(text).toContain('Others reported the same: we deal with it together')
  expect(text).not.toContain('555')
  expect(text).not.toContain('Rita')
  expect(text).not.toContain(stays)
  await checkEverySize(page, 'portal-merged')
}, 120_000)
