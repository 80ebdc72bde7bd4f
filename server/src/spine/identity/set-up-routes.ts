import { Problem, setUpIn, setUpStateOut, setUpTokenOut } from '@throughline/contract'
import type { FastifyPluginAsyncZodOpenApi } from 'fastify-zod-openapi'
import { atLeast } from '../access/index.ts'
import type { Spine } from '../context/index.ts'
import { demoState } from '../setup/index.ts'
import { createFirstAdministrator, needsSetUp, setupToken } from './set-up.ts'

const tags = ['Set-up']

/** The first visit, under `/api/v1/set-up`: open to anyone, and of use only to who has the token. */
export function setUpVisit(spine: Spine): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/set-up',
      config: { open: true },
      schema: {
        summary: 'Ask whose this is, and whether the first administrator is still to be made',
        tags,
        response: { 200: setUpStateOut },
      },
      handler: async () => stateOf(spine, await needsSetUp(spine.db)),
    })
    app.route({
      method: 'GET',
      url: '/set-up/token',
      schema: {
        summary: 'Read the token for the first visit, with the bootstrap key',
        tags,
        response: { 200: setUpTokenOut },
      },
      handler: async ({ ctx }) => {
        if (!atLeast(ctx.actor, 'administrator'))
          throw new Problem('not-allowed', { action: 'read the token for the first visit' })
        return { token: await setupToken(spine) }
      },
    })
    app.route({
      method: 'POST',
      url: '/set-up',
      config: { open: true },
      schema: {
        summary: 'Make the first administrator',
        tags,
        body: setUpIn,
        response: { 201: setUpStateOut },
      },
      handler: async (request, reply) => {
        await createFirstAdministrator(spine, request.body)
        return reply.code(201).send(await stateOf(spine, false))
      },
    })
  }
}

async function stateOf({ db, settings }: Spine, needed: boolean) {
  const named = settings.versionOf('organisation') > 0
  const demo = (await demoState(db)).state !== 'none'
  return { needed, organisation: named ? settings.current().organisation.name : null, demo }
}
