import { contactIn, contactOrder, contactsOut, contactVerify, isoOf } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import {
  addContact,
  arrangeContacts,
  codeRules,
  mayAmend,
  removeContact,
  type Seen,
  seeContacts,
  sendCode,
  verify,
} from './commands.ts'

const tag = 'People'
const number = z.coerce.number().int().positive()
const params = z.object({ id: number })
const which = z.object({ id: number, contact: number })
const base = '/people/:id/contacts'
const answers = { 200: contactsOut }
type Whose = { id: number }
type Which = { id: number; contact: number }
type Of<Body> = Checked<Which, unknown, Body>

/** How people are reached. `mail`: whether a mail server is there to send codes. */
export function addContactRoutes(app: FastifyInstance, { mail }: { mail: boolean }): void {
  const shown = (ctx: Ctx, seen: Seen) => present(ctx, seen, mail)
  addRoute(
    app,
    { method: 'GET', url: base, summary: 'How somebody is reached', tag, params, answers },
    async ({ ctx, params: { id } }: Checked<Whose>) => shown(ctx, await seeContacts(ctx, id)),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: base,
      summary: 'Add a way to reach somebody',
      tag,
      params,
      body: contactIn,
      answers,
    },
    async ({ ctx, params: { id }, body }: Checked<Whose, unknown, z.output<typeof contactIn>>) =>
      shown(ctx, await addContact(ctx, id, body)),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      url: `${base}/order`,
      summary: 'Say which way is used first',
      tag,
      params,
      body: contactOrder,
      answers,
    },
    async ({ ctx, params: { id }, body }: Checked<Whose, unknown, { ids: number[] }>) =>
      shown(ctx, await arrangeContacts(ctx, id, body.ids)),
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${base}/:contact`,
      summary: 'Remove a way to reach somebody',
      tag,
      params: which,
      answers,
    },
    async ({ ctx, params: { id, contact } }: Checked<Which>) =>
      shown(ctx, await removeContact(ctx, id, contact)),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: `${base}/:contact/code`,
      summary: 'Send a code to a mail address of yours',
      tag,
      params: which,
      answers,
    },
    async ({ ctx, params: { id, contact } }: Checked<Which>) =>
      shown(ctx, await sendCode(ctx, id, contact, mail)),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: `${base}/:contact/verify`,
      summary: 'Say that it reaches you: by the code that came, or that the test call did',
      tag,
      params: which,
      body: contactVerify,
      answers,
    },
    async ({ ctx, params: { id, contact }, body }: Of<z.output<typeof contactVerify>>) =>
      shown(ctx, await verify(ctx, id, contact, body)),
  )
}

function present(ctx: Ctx, { person, rows }: Seen, mail: boolean) {
  const now = ctx.time.now()
  return {
    items: rows.map(({ id, kind, address, verifiedAt, codeSentAt }) => {
      const until = codeSentAt === null ? 0 : codeSentAt + codeRules.holds
      return {
        id,
        kind,
        address,
        verifiedAt: isoOf(verifiedAt),
        codeUntil: until > now ? isoOf(until) : null,
      }
    }),
    mail,
    can: [
      ...(mayAmend(ctx, person.id) ? ['amend'] : []),
      ...(ctx.actor.personId === person.id ? ['verify'] : []),
    ],
  }
}
