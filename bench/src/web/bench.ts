import path from 'node:path'
import { median, table } from '../figures.ts'
import { openHistory } from '../history/history.ts'
import type { Options } from '../options.ts'
import { startThroughline } from '../stage/throughline.ts'
import { longestTask, press, watch } from './answers.ts'
import { startBrowser } from './browser.ts'
import { score } from './lighthouse.ts'
import { firstLoad } from './load.ts'
import { signIn } from './people.ts'

/** What a person at the Desk does again and again, by key. */
const keys = [
  { what: 'next row', keys: ['j', 'j', 'j', 'j', 'j', 'j'] },
  { what: 'select', keys: ['x', 'x', 'x', 'x'] },
  { what: 'preview', keys: ['p', 'p', 'p', 'p'] },
  { what: 'find or do', keys: ['Control+k', 'Escape', 'Control+k', 'Escape'] },
]

/** What the screens cost: first load, Lighthouse, and how soon a key is answered with many incidents. */
export async function benchWeb({ short, rounds }: Options): Promise<void> {
  const size = short ? 10_000 : 1_000_000
  const stage = await openHistory(size)
  const server = await startThroughline({
    DATABASE_URL: stage.appUrl,
    DATABASE_OWNER_URL: stage.ownerUrl,
    THROUGHLINE_ROLE: 'web',
    THROUGHLINE_HOME: path.join(stage.folder, 'server'),
  })
  const browser = await startBrowser()
  try {
    const cookies = { agent: await signIn(server, 'agent'), requester: await signIn(server, 'requester') }
    const places = await placesIn(server.url, cookies)
    const rows = []
    for (const { what, at, who } of places) {
      const cookie = cookies[who]
      const page = await browser.page(cookie, server.url)
      const { kilobytes, requests, visibleMs } = await firstLoad(page, server.url + at)
      await page.context().close()
      const url = server.url + at
      const desktop = await score(browser, url, { cookie, form: 'desktop', rounds: short ? 1 : rounds })
      const mobile = await score(browser, url, { cookie, form: 'mobile', rounds: short ? 1 : rounds })
      rows.push({
        page: what,
        'first load, kB': Math.round(kilobytes),
        requests,
        'first paint, ms': Math.round(visibleMs),
        'desktop performance': Math.round(desktop.performance),
        'mobile performance': Math.round(mobile.performance),
        accessibility: Math.round(Math.min(desktop.accessibility, mobile.accessibility)),
      })
    }
    console.log(`\n${table(rows)}\n`)
    const page = await browser.page(cookies.agent, server.url)
    await watch(page)
    await page.goto(`${server.url}/desk?view=all`)
    await page.getByRole('row').nth(5).waitFor()
    const answers = []
    for (const { what, keys: pressed } of keys) {
      const times = []
      for (const key of pressed) times.push(await press(page, key))
      answers.push({
        [`key, with ${size.toLocaleString('en')} incidents`]: what,
        'answered, ms': median(times.map(({ first }) => first)),
        'slowest, ms': Math.max(...times.map(({ first }) => first)),
        'complete, ms': median(times.map(({ last }) => last)),
      })
    }
    console.log(`${table(answers)}\n\nlongest task: ${Math.round(await longestTask(page))} ms`)
  } finally {
    await browser.close()
    await server.stop().finally(stage.stop)
  }
}

type Place = { what: string; at: string; who: 'agent' | 'requester' }

async function placesIn(url: string, cookies: Record<Place['who'], string>): Promise<Place[]> {
  const newest = async (who: Place['who']): Promise<string> => {
    const response = await fetch(`${url}/api/v1/incidents?limit=1&open=true`, {
      headers: { cookie: cookies[who] },
    })
    const { items } = (await response.json()) as { items: { ref: string }[] }
    return items[0]?.ref ?? 'none'
  }
  return [
    { what: 'Desk', at: '/desk', who: 'agent' },
    { what: 'incident', at: `/records/${await newest('agent')}`, who: 'agent' },
    { what: 'Now', at: '/now', who: 'agent' },
    { what: 'portal', at: '/portal', who: 'requester' },
    { what: 'portal, one record', at: `/portal/${await newest('requester')}`, who: 'requester' },
  ]
}
