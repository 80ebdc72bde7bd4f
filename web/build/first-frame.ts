import type { Plugin } from 'vite'

const sheets = /\s*<link rel="stylesheet"[^>]*>/g

/**
 * Puts the style sheets at the end of the page. A browser paints nothing before the sheets of a page's head have come; what
 * stands above them in its body it paints at once. No program runs before they have.
 */
export function firstFrame(): Plugin {
  return {
    name: 'first-frame',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page) {
        const found = page.match(sheets)
        if (!found) throw new Error('The page names no style sheet in the way that first-frame.ts expects')
        return page.replace(sheets, '').replace('</body>', `${found.join('')}\n  </body>`)
      },
    },
  }
}
