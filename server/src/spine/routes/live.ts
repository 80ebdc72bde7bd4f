import type { ServerResponse } from 'node:http'
import type { FastifyPluginAsync } from 'fastify'
import type { Actor } from '../access/index.ts'
import type { Authenticate } from '../http/index.ts'
import type { Live, News } from '../live/index.ts'

/** How often a stream says that it is alive, and asks whether its reader still may read. */
const beatMs = 20_000
/** A reader who is this far behind is disconnected, and reads anew when it is back. */
const mostUnread = 256 * 1024

type Stream = { response: ServerResponse; end(): void }

/**
 * Live updates as server-sent events at `/live`: which records changed (ref and version, nothing more), of those
 * that the reader may read at that moment; to staff also where a colleague came or left (`presence`). A reader reads what it shows through the API.
 */
export function liveRoutes(live: Live, authenticate: Authenticate): FastifyPluginAsync {
  return async (app) => {
    const streams = new Set<Stream>()
    // An open stream would keep the server from closing.
    app.addHook('preClose', async () => {
      for (const stream of streams) stream.end()
    })
    app.get('/live', { schema: { hide: true } as object }, (request, reply) => {
      reply.hijack()
      const stream = open(reply.raw, live, request.ctx.actor, () => authenticate(request))
      streams.add(stream)
      reply.raw.on('close', () => {
        stream.end()
        streams.delete(stream)
      })
    })
  }
}

function open(response: ServerResponse, live: Live, actor: Actor, ask: () => Promise<Actor | null>): Stream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  response.write('retry: 2000\n\n')
  const subscription = live.subscribe(actor, (news) => send(response, news))
  const beat = setInterval(() => {
    response.write(': here\n\n')
    // Whoever was signed out, or lost their role, hears no more.
    ask().then(
      (now) => (now ? subscription.become(now) : end()),
      () => end(),
    )
  }, beatMs)
  const end = (): void => {
    clearInterval(beat)
    subscription.end()
    response.end()
  }
  return { response, end }
}

function send(response: ServerResponse, { type, ...data }: News): void {
  if (response.writableLength > mostUnread) {
    response.destroy()
    return
  }
  response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
}
