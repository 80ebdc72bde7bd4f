import { readFile } from 'node:fs/promises'
import reference from '@scalar/fastify-api-reference'
import { errors } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'

const file = new URL('../../openapi.json', import.meta.url)
const open = { config: { open: true }, schema: { hide: true } as object }

/** The API's description, a page to read it, and a page of all errors. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/openapi.json', open, async (_request, reply) =>
    reply.type('application/json').send(await readFile(file)),
  )
  app.get('/docs/errors', open, (_request, reply) => reply.type('text/html; charset=utf-8').send(errorsPage))
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true }
    })
    await docs.register(reference, {
      routePrefix: '/docs',
      configuration: { url: '/api/v1/openapi.json', hideClientButton: true },
    })
  })
}

const rows = Object.entries(errors).map(
  ([code, { status, message }]) =>
    `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escaped(message)}</td></tr>`,
)
const errorsPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors · Throughline</title>
<meta name="viewport" content="width=device-width"><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
td,th{padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:top}tr:target{background:color-mix(in srgb,currentColor 10%,transparent)}</style>
<h1>Errors</h1><p>Every error is <code>application/problem+json</code> (RFC 9457) with one of these codes.</p>
<table><thead><tr><th>Code<th>Status<th>Message</thead><tbody>${rows.join('')}</tbody></table></html>`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
