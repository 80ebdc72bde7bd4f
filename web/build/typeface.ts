import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'

const sheet = fileURLToPath(import.meta.resolve('@fontsource-variable/inter/wght.css'))

/** The typeface has nine weights, of which the screens use two: without the others it is a third lighter. */
export function typeface(): Plugin {
  return {
    name: 'typeface',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const css = await readFile(sheet, 'utf8')
      for (const file of Object.values(bundle)) {
        const name = /(inter-.+-wght-normal)-[\w-]+\.woff2$/.exec(file.fileName)?.[1]
        if (name && file.type === 'asset') file.source = await lighter(file.source, charactersOf(name, css))
      }
    },
  }
}

function lighter(source: string | Uint8Array, characters: string): Promise<Uint8Array> {
  return subsetFont(Buffer.from(source as Uint8Array), characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 600 } },
  })
}

/** All that the style sheet asks of this file: `U+0000-00FF,U+0131`. */
function charactersOf(name: string, css: string): string {
  const rule = css.slice(css.indexOf(`./files/${name}.woff2`))
  const ranges = /unicode-range: ([^;]+);/.exec(rule)?.[1]
  if (!ranges) throw new Error(`${sheet} does not say what is in ${name}`)
  return ranges.split(',').map(charactersIn).join('')
}

function charactersIn(range: string): string {
  const [from = 0, to = from] = range
    .trim()
    .replace('U+', '')
    .split('-')
    .map((hex) => Number.parseInt(hex, 16))
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')
}
