import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'desk', name: 'Service desk', members: [ana.id] })

async function report(description: string): Promise<string> {
  const facts = { title: 'Mail is down', team: 'desk', requester: rita.id, description }
  return (await house.ask(ana, 'POST', '/incidents', facts)).ref
}

async function opened(ref: string): Promise<Page> {
  const page = await house.pageAt(`/records/${ref}`, ana)
  await page.getByRole('form', { name: 'Write' }).waitFor()
  return page
}

const written = [
  '# What happens',
  '',
  'Mail is **down**, *since* 9:00 &amp; ~~not~~ `relay-3`:',
  'first line',
  'second line',
  '',
  '- one',
  '- two',
  '  1. deeper',
  '',
  '| host | state |',
  '|------|------:|',
  '| a&lt;b | `x` |',
  '',
  '> said <b>Rita</b>',
  '',
  '```',
  '**not bold** &amp; <i>',
  '```',
  '',
  '[12:03]: relay-3',
  '[the log](https://logs.example/?a=1&b=2) https://status.example/?x=1&copy=2 \\*stars\\*',
].join('\n')

/** What is read, line by line, without what only sets lines apart. */
const lines = async (where: Locator): Promise<string[]> =>
  (await where.innerText()).split('\n').flatMap((line) => line.replaceAll('\t', ' ').trim() || [])

const texts = async (where: Locator, tag: string): Promise<string[]> =>
  (await where.locator(tag).allInnerTexts()).map((text) => text.trim())

test('who reports and who answers read the same words, emphasis, lists, tables and links', async () => {
  const ref = await report(written)
  const desk = await opened(ref)
  const prose = desk.locator('main div', { has: desk.getByRole('heading', { name: 'What happens' }) }).last()
  await prose.locator('table').waitFor()
  const portal = await house.pageAt(`/portal/${ref}`, rita)
  const said = portal.locator('main div', { has: portal.locator('table') }).last()
  expect(await lines(prose)).toEqual(await lines(said))
  for (const tag of [
    'strong',
    'em',
    's, del',
    'code',
    'li',
    'ol',
    'th',
    'td',
    'blockquote',
    'pre',
    'a',
    'h3',
  ])
    expect(await texts(prose, tag), tag).toEqual(await texts(said, tag))
  expect(await lines(prose)).toEqual(
    expect.arrayContaining(['first line', 'second line', '[12:03]: relay-3', '**not bold** &amp; <i>']),
  )
  const addresses = await prose.locator('a').evaluateAll((links: any[]) => links.map(({ href }) => href))
  expect(addresses).toEqual(['https://logs.example/?a=1&b=2', 'https://status.example/?x=1&copy=2'])
  await checkEverySize(desk, 'markdown')
})

test('no way of writing an address gets a script behind a link, nor a picture of elsewhere onto the page', async () => {
  const addresses = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'javascript&#58;alert(1)',
    '&#106;avascript:alert(1)',
    'java&Tab;script:alert(1)',
    'java&NewLine;script&colon;alert(1)',
    '<java\tscript:alert(1)>',
    '<&#1;javascript:alert(1)>',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://elsewhere.example/1',
    'file:///etc/passwd',
  ]
  const pictures = ['https://elsewhere.example/x.png', '//elsewhere.example/x.png', '/api/v1/me']
  const text = [
    ...addresses.map((address, at) => `[way ${at}](${address})`),
    ...addresses.map((address, at) => `[${at}][r${at}]\n\n[r${at}]: ${address}`),
    ...pictures.map((address, at) => `![picture ${at}](${address})`),
    '[leave](person:1) [here](/desk)',
  ].join('\n\n')
  const page = await opened(await report(text))
  await page.getByText('picture 2').waitFor()
  const links = page.locator('main p a')
  const schemes = await links.evaluateAll((found: any[]) => found.map(({ protocol }) => protocol))
  expect(schemes.length).toBeGreaterThan(0)
  expect(schemes.filter((scheme) => !/^https?:$/.test(scheme))).toEqual([])
  expect(await page.locator('main p img[src*=elsewhere], main p img[src*="/me"]').count()).toBe(0)
})
