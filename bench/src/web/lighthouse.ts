import lighthouse, { desktopConfig } from 'lighthouse'
import type { Browser } from './browser.ts'

export type Scores = { performance: number; accessibility: number }

/** Lighthouse's scores of a page, 0 to 100; medians over `rounds`, because one run says little. */
export async function score(
  { port }: Browser,
  url: string,
  { cookie, form, rounds }: { cookie: string; form: 'desktop' | 'mobile'; rounds: number },
): Promise<Scores> {
  const performance: number[] = []
  const accessibility: number[] = []
  for (let round = 0; round < rounds; round++) {
    const result = await lighthouse(
      url,
      {
        port,
        logLevel: 'silent',
        output: 'json',
        onlyCategories: ['performance', 'accessibility'],
        extraHeaders: { Cookie: cookie },
      },
      form === 'desktop' ? desktopConfig : undefined,
    )
    const categories = result?.lhr.categories
    performance.push(100 * (categories?.performance?.score ?? Number.NaN))
    accessibility.push(100 * (categories?.accessibility?.score ?? Number.NaN))
  }
  return { performance: middle(performance), accessibility: Math.min(...accessibility) }
}

const middle = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
