// What administrators and colleagues name things: shown as it was typed, never run, within every screen.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone } from './harness/browser.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })

const odd = {
  script: `<script>alert(1)</script><img src=x onerror=alert(2)>"'\`\${7*7}`,
  long: 'w'.repeat(300),
  hebrew: 'שלום עולם '.repeat(30).trim(),
  emoji: '👩‍👩‍👧‍👦'.repeat(20),
}
type Odd = keyof typeof odd
const kinds = Object.keys(odd) as Odd[]
/** Not through the middle of what is one sign to people, and no space at the end. */
const cut = (text: string, most: number): string => {
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > most) break
    kept += segment
  }
  return kept.trim()
}

const services: string[] = []
for (const kind of kinds) {
  const text = odd[kind]
  await house.ask(ana, 'POST', '/teams', { key: `team-${kind}`, name: cut(text, 120), members: [ana.id] })
  const { ref } = await house.ask(ana, 'POST', '/services', {
    key: `service-${kind}`,
    name: cut(text, 100),
    team: `team-${kind}`,
  })
  services.push(ref)
}
await house.ask(ana, 'PUT', '/settings/cannedReplies', {
  value: kinds.map((kind) => ({ name: cut(odd[kind], 80), body: `${odd[kind]} **yes**` })),
})
await house.ask(ana, 'PUT', '/settings/customFields', {
  value: {
    incident: {
      type: 'object',
      properties: Object.fromEntries(kinds.map((kind) => [cut(odd[kind], 40), { type: 'string' }])),
    },
  },
})
await house.ask(
  ana,
  'PUT',
  '/me/preferences/views',
  kinds.map((kind) => ({
    id: kind,
    name: cut(odd[kind], 60),
    sort: 'due',
    filters: { tag: cut(odd[kind], 40) },
  })),
)
const refs: string[] = []
for (const kind of kinds) {
  const { ref } = await house.ask(ana, 'POST', '/incidents', {
    title: cut(odd[kind], 300),
    team: `team-${kind}`,
    service: `service-${kind}`,
    category: cut(odd[kind], 100),
    tags: [cut(odd[kind], 40)],
    custom: Object.fromEntries(kinds.map((other) => [cut(odd[other], 40), odd[kind]])),
  })
  refs.push(ref)
}

async function staysWithin(page: Page, where: string): Promise<void> {
  await page.goto(where)
  const there = page.locator('h1:visible, [role=grid]').first()
  await expect.poll(() => there.count(), { message: where, timeout: 15_000 }).toBe(1)
  await page.getByText('Loading').waitFor({ state: 'hidden' })
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(over, `${where} is wider than the window`).toBe(0)
  expect(await page.locator('main img, main script, main iframe').count(), where).toBe(0)
}

// A page of the harness fails its test when a dialog opens, a script breaks or the policy refuses something.
test.each([
  ['a wide screen', {}],
  ['a phone', phone],
])(
  'names of teams, services, tags, categories, own fields, views and replies stay within %s',
  async (_, options) => {
    const page = await house.page(ana, options)
    const parts = ['teams', 'services', 'replies', 'fields', ...kinds.map((kind) => `teams/team-${kind}`)]
    parts.push(...services.map((ref) => `services/${ref}`))
    const settings = parts.map((part) => `/settings/${part}`)
    for (const where of [
      '/desk?view=all',
      '/now',
      '/call',
      ...settings,
      ...refs.map((ref) => `/records/${ref}`),
    ])
      await staysWithin(page, where)
  },
)

test('each is shown as it was typed', async () => {
  const page = await house.page(ana)
  await staysWithin(page, '/desk?view=all')
  await page
    .getByRole('link', { name: cut(odd.script, 60) })
    .first()
    .waitFor()
  await page
    .getByRole('link', { name: cut(odd.script, 60) })
    .first()
    .press('Enter')
  await page
    .getByRole('row')
    .filter({ hasText: cut(odd.script, 300) })
    .waitFor()
  await staysWithin(page, `/records/${refs[0]}`)
  const details = page.getByRole('complementary').or(page.locator('aside')).first()
  for (const shown of [cut(odd.script, 100), cut(odd.script, 40), odd.script])
    await details.getByText(shown, { exact: true }).first().waitFor()
})

test('a file is called as who brought it called it', async () => {
  const page = await house.page(ana)
  await staysWithin(page, `/records/${refs[1]}`)
  const files = page.getByRole('form', { name: 'Write' }).locator('input[type=file]')
  for (const kind of kinds) {
    const name = `${cut(odd[kind].replaceAll('/', '_'), 90)}.txt`
    await files.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('a line') })
    await page.getByText(name).first().waitFor()
  }
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(over).toBe(0)
  expect(await page.locator('main img[src=x], main script').count()).toBe(0)
})
