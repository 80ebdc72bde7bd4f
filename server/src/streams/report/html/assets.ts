import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Markup } from '../../../spine/markup/index.ts'

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8')

/** The page's style with its typeface, and its script: within the page, so that it opens from a disk. */
export function assets(): { style: Markup; script: Markup; policy: string } {
  const style = `${typeface()}\n${read('page.css')}`
  const script = read('page.js')
  return { style: new Markup(style), script: new Markup(script), policy: policyOf(style, script) }
}

function typeface(): string {
  const url = import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')
  const font = readFileSync(fileURLToPath(url)).toString('base64')
  return `@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format("woff2"); }`
}

/** Nothing is fetched, and nothing runs but this very script, whatever a log has in its names. */
function policyOf(style: string, script: string): string {
  const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
