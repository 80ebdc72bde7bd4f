import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Manifest, withLinks } from './screen-files.ts'

const dist = path.resolve(import.meta.dirname, '../../../web/dist')
const open = { config: { open: true }, schema: { hide: true } as object }

/** The app's own addresses, each with what stands there, as `web/src/routes.tsx` says. */
const screens = {
  '/desk': 'src/desk/desk.tsx',
  '/records/*': 'src/record/record-page.tsx',
  '/major/*': 'src/record/major/major-screen.tsx',
  '/now': 'src/now/now.tsx',
  '/now/*': 'src/now/wall.tsx',
  '/call': 'src/desk/call-form.tsx',
  '/alerts': 'src/alerts/alerts.tsx',
  '/on-call': 'src/on-call/on-call.tsx',
  '/on-call/*': 'src/on-call/schedule-page.tsx',
  '/services': 'src/services/services.tsx',
  '/services/:ref/graph': 'src/services/graph/graph-page.tsx',
  '/services/*': 'src/services/service-page.tsx',
  '/settings': 'src/settings/settings.tsx',
  '/settings/*': 'src/settings/settings.tsx',
  '/profile': 'src/settings/profile/profile.tsx',
}

/**
 * The web app: its files, and one page for all its addresses. Files carry their content's digest in their names, so
 * browsers keep them for a year; the page is small, never kept, and has a nonce of its own at every answer.
 */
export async function addWeb(app: FastifyInstance): Promise<void> {
  const page = await readFile(path.join(dist, 'index.html'), 'utf8').catch(() => null)
  if (page === null) {
    app.log.warn('the screens are not built (npm start builds them); only the API is served')
    return
  }
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true }
      route.schema = { ...route.schema, hide: true } as object
    })
    await files.register(fastifyStatic, {
      root: path.join(dist, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
    })
  })
  const icon = await readFile(path.join(dist, 'icon.svg'))
  app.get('/icon.svg', open, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
  )
  const manifest = JSON.parse(await readFile(path.join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
  for (const [url, source] of Object.entries(screens)) {
    const screen = withLinks(page, manifest, source)
    app.get(url, open, (_request, reply) => sendPage(reply, screen))
  }
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .headers({
      'content-security-policy': policy(nonce),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page.replaceAll('__NONCE__', nonce))
}

function policy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
