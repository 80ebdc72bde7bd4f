import { lookup } from 'node:dns/promises'
import { type IncomingHttpHeaders, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Guard, guardOf, hostOf, type OutgoingRules, portOf } from './rules.ts'

/** What a program outside answered: its status, and the beginning of what it said. */
export type Answered = { status: number; headers: IncomingHttpHeaders; body: string }

/** It was not called, or gave no whole answer; the message is for people. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/**
 * Calls to addresses that users gave, which might lead anywhere: into our own network, to a server that never ends.
 * All such calls go through here.
 */
export type Outgoing = {
  /** Why an address is not called; null where it may be. What its name leads to is looked at with each call. */
  refusal(url: string): string | null
  /** @throws Unreachable */
  post(url: string, call: { headers: Record<string, string>; body: string }): Promise<Answered>
}

type Options = OutgoingRules & {
  /** From the looking up of the name to the end of the answer. */
  timeoutMs?: number
  /** How addresses are found: for tests. */
  resolve?: (host: string) => Promise<{ address: string; family: number }[]>
}

const usualTimeoutMs = 10_000
/** What is kept of an answer, and how much is read before the rest is left. */
const keptBytes = 1024
const readBytes = 64 * 1024

/** Redirects are answers like any other: what they point to is not called. Certificates are always checked. */
export function createOutgoing({
  timeoutMs = usualTimeoutMs,
  resolve = findAll,
  ...rules
}: Options): Outgoing {
  const guard = guardOf(rules)
  return {
    refusal: guard.ofUrl,
    post: async (text, { headers, body }) => {
      const refusal = guard.ofUrl(text)
      if (refusal !== null) throw new Unreachable(refusal)
      const url = new URL(text)
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const options = { signal, lookup: pinned(guard, resolve) }
        return await call(
          url,
          { ...options, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          body,
        )
      } catch (error) {
        if (signal.aborted) throw new Unreachable(`There was no answer within ${timeoutMs / 1000} seconds.`)
        throw new Unreachable(inWords(error, url))
      }
    },
  }
}

function call(url: URL, more: RequestOptions, body: string): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const asked = request(
    {
      method: 'POST',
      protocol: url.protocol,
      host: hostOf(url),
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      // A connection of its own: none is shared with whoever had this address before.
      agent: false,
      rejectUnauthorized: true,
      maxHeaderSize: 16 * 1024,
      ...more,
      headers: { host: url.host, connection: 'close', ...more.headers },
    },
    (answer) => {
      const { statusCode = 0, headers } = answer
      let [head, size] = [Buffer.alloc(0), 0]
      const done = () =>
        resolve({ status: statusCode, headers, body: new TextDecoder().decode(head).replaceAll('\0', '') })
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (head.length < keptBytes) head = Buffer.concat([head, chunk]).subarray(0, keptBytes)
        if (size <= readBytes) return
        done()
        asked.destroy()
      })
      answer.on('end', done)
      answer.on('error', reject)
    },
  )
  asked.on('error', reject)
  asked.end(body)
  return promise
}

/**
 * Looks a name up once, and connects to what was found then: looked up again, it could lead elsewhere. One address
 * inside is enough to refuse them all.
 */
function pinned(guard: Guard, resolve: NonNullable<Options['resolve']>): LookupFunction {
  return (host, options, tell) => {
    resolve(host).then(
      (found) => {
        const refusal = found.map(({ address }) => guard.ofAddress(host, address)).find((one) => one !== null)
        const [first] = found
        if (refusal) tell(new Unreachable(refusal), '', 0)
        else if (!first) tell(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
        else if (options.all) tell(null, found)
        else tell(null, first.address, first.family)
      },
      (error) => tell(error, '', 0),
    )
  }
}

function findAll(host: string): Promise<{ address: string; family: number }[]> {
  return lookup(host, { all: true, order: 'ipv4first' })
}

/** Names of failures, as people would say them. */
function inWords(error: unknown, url: URL): string {
  if (error instanceof Unreachable) return error.message
  const { code = '', message } = firstOf(error)
  const host = hostOf(url)
  const known: Record<string, string> = {
    ENOTFOUND: `There is no address for the name ${host}.`,
    EAI_AGAIN: `The name ${host} could not be looked up just now.`,
    ECONNREFUSED: `${host} takes no connections on port ${portOf(url)}.`,
    ECONNRESET: `${host} broke the connection off.`,
    ETIMEDOUT: `${host} could not be reached.`,
    EHOSTUNREACH: `${host} could not be reached.`,
    ENETUNREACH: `${host} could not be reached.`,
    CERT_HAS_EXPIRED: `The certificate of ${host} has expired.`,
    ERR_TLS_CERT_ALTNAME_INVALID: `The certificate that ${host} showed is for another name.`,
  }
  if (Object.hasOwn(known, code)) return known[code] as string
  if (/CERT|SIGNED|VERIFY|ISSUER/.test(code))
    return `The certificate of ${host} is not one that is trusted (${code.toLowerCase().replaceAll('_', ' ')}).`
  if (/^HPE_|^ERR_SSL|EPROTO/.test(code)) return `${host} does not speak ${url.protocol.slice(0, -1)} there.`
  return `${host} could not be called: ${message || code}`
}

/** A name with several addresses fails with all their errors. */
function firstOf(error: unknown): { code?: string; message: string } {
  return error instanceof AggregateError ? firstOf(error.errors[0]) : (error as Error)
}
