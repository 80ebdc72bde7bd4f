import type { Plugin } from 'vite'

const sheets = /\s*<link rel="stylesheet"[^>]*>/g

const room = '<div id="root">'

/**
 * Puts the style sheets behind the page's first frame. A browser paints nothing before the sheets of a page's head have
 * come; what stands above them in its body it paints at once. No program runs before they have. They stand before what
 * the program draws, whose own styles go over theirs.
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
        return page.replace(sheets, '').replace(room, `${found.join('')}\n    ${room}`)
      },
    },
  }
}
