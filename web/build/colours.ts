import type { Plugin } from 'vite'

const unused = 'pink|grape|violet|indigo|cyan|teal|lime|green|yellow|orange'
const declaration = new RegExp(`--mantine-color-(?:${unused})-[\\w-]+:[^;]+;`, 'g')

/** Mantine brings fourteen colours in ten shades, of which the screens show few: their own are in theme/tokens.css. */
export function colours(): Plugin {
  return {
    name: 'colours',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /@mantine\/core\/styles\/default-css-variables\.css$/ },
      handler(sheet) {
        const lighter = sheet.replaceAll(declaration, '')
        if (lighter === sheet)
          throw new Error('Mantine names its colours in another way than colours.ts expects')
        return { code: lighter, map: null }
      },
    },
  }
}
