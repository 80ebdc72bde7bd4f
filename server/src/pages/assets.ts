import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

const own = path.join(import.meta.dirname, 'assets')
const inter = path.dirname(fileURLToPath(import.meta.resolve('@fontsource-variable/inter/package.json')))

/** Upright Inter, one file for each script that a browser may need; its style sheet names them. */
const fonts = readdirSync(path.join(inter, 'files')).filter((name) => /-wght-normal\.woff2$/.test(name))

type Asset = { type: string; content: Buffer }
const assets = new Map<string, Asset>([
  ['pages.css', { type: 'text/css; charset=utf-8', content: styles() }],
  ['pages.js', { type: 'text/javascript; charset=utf-8', content: readFileSync(path.join(own, 'pages.js')) }],
  ['mark.svg', { type: 'image/svg+xml', content: readFileSync(path.join(own, 'mark.svg')) }],
  ...fonts.map((name): [string, Asset] => [
    `files/${name}`,
    { type: 'font/woff2', content: readFileSync(path.join(inter, 'files', name)) },
  ]),
])

// The address changes with the content, so that browsers may keep it for good.
const digest = createHash('sha256')
for (const { content } of assets.values()) digest.update(content)
const base = `/pages/${digest.digest('hex').slice(0, 12)}`

export const assetUrl = (name: string): string => `${base}/${name}`

function styles(): Buffer {
  const faces = readFileSync(path.join(inter, 'wght.css'), 'utf8').replaceAll('url(./files/', 'url(files/')
  return Buffer.from(`${faces}\n${readFileSync(path.join(own, 'pages.css'), 'utf8')}`)
}

/** The pages' style, script, typeface and mark, from our own origin. */
export function addAssets(app: FastifyInstance): void {
  app.get<{ Params: { '*': string } }>(`${base}/*`, { config: { open: true } }, (request, reply) => {
    const asset = assets.get(request.params['*'])
    if (!asset) return reply.callNotFound()
    return reply
      .type(asset.type)
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      .send(asset.content)
  })
  app.get('/robots.txt', { config: { open: true } }, (_request, reply) =>
    // Nothing here is for search engines, also where the desk is open to the internet.
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /\n'),
  )
}
