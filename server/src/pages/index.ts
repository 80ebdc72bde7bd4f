import formbody from '@fastify/formbody'
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { fromOurPages } from '../spine/identity/index.ts'
import { addAssets } from './assets.ts'
import { addDemo } from './door/demo.ts'
import { addPasswords } from './door/password.ts'
import { addSecondFactor } from './door/second-factor.ts'
import { addSetUp } from './door/set-up.ts'
import { addSignIn } from './door/sign-in.ts'
import { addStart } from './door/start.ts'
import { failedPage, notFoundPage, saidOf } from './failed.ts'
import type { Place } from './place.ts'
import { addPortal } from './portal/index.ts'
import { sendPage } from './respond.ts'
import { addStatus, ENDING } from './status/index.ts'
import { ApiFailed, readerOf, type Visitor, visitorOf } from './visitor.ts'
import { preferredIn, wordsIn } from './words/index.ts'

/** A description of 100,000 characters, each of which may take twelve bytes in a form. */
const FORM_LIMIT = 2 * 1024 * 1024

/**
 * The pages that need no script: the door and the portal. They ask the public API, in the name of whoever looks at
 * them, and know nothing else; so who may see what is decided in one place.
 */
export function pages(options: Omit<Place, 'app'>): FastifyPluginAsync {
  return async (app) => {
    const place = { ...options, app }
    await app.register(formbody, { bodyLimit: FORM_LIMIT })
    answerInPages(place)
    app.addHook('onRequest', async (request) => {
      // A form of another site must not sign anyone in or out, nor send anything.
      // Mail programs end mails from where they are: the link that they follow says that they may.
      if (request.routeOptions.url === ENDING) return
      if (!fromOurPages(request.method, request.headers, new URL(options.publicUrl).origin))
        throw new OtherSite()
    })
    addAssets(app)
    addStart(place)
    addSignIn(place)
    addSecondFactor(place)
    addPasswords(place)
    addSetUp(place)
    addDemo(place)
    addPortal(place)
    addStatus(place)
    addNowhere(place)
  }
}

class OtherSite extends Error {
  override name = 'OtherSite'
}

/** What goes wrong on the way to a page is said on a page. */
function answerInPages({ app, now }: Place): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const visitor = strangerIn(request, now())
    const { words } = visitor
    if (error instanceof OtherSite)
      return sendPage(reply, failedPage(visitor, words.otherSite), { status: 403 })
    if (error instanceof ApiFailed) {
      reply.header('retry-after', '5')
      return sendPage(reply, failedPage(visitor, saidOf(words, error.problem)), { status: 503 })
    }
    if (error.statusCode === 413) return sendPage(reply, failedPage(visitor, words.tooLarge), { status: 413 })
    const known = error.statusCode !== undefined && error.statusCode < 500
    if (!known) request.log.error({ err: error }, 'a page failed')
    return sendPage(reply, failedPage(visitor, words.internal(request.id)), {
      status: known ? error.statusCode : 500,
    })
  })
}

function strangerIn(request: FastifyRequest, now: number): Visitor {
  const words = wordsIn(preferredIn(request.headers['accept-language']))
  return {
    api: () => Promise.reject(new Error('asked of nobody')),
    me: null,
    broken: [],
    words,
    reader: readerOf(words, words.code, 'UTC', now),
    theme: 'system',
    organisation: null,
    demo: false,
    at: '/',
  }
}

/** People who followed a link that leads nowhere read it on a page; programs get the API's own answer. */
function addNowhere(place: Place): void {
  place.app.get(
    '/*',
    { config: { open: true }, schema: { hide: true } as object },
    async (request, reply) => {
      const forPeople = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
      if (!forPeople) return reply.callNotFound()
      const visitor = await visitorOf(place.app, request, place.now())
      return sendPage(reply, notFoundPage(visitor), { status: 404 })
    },
  )
}
