import type { RequestListener } from 'node:http'
import tls from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { createOutgoing, type Outgoing } from './index.ts'
import { type Certificate, receiver, selfSigned } from './testing.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function outside(answer: RequestListener, certificate?: Certificate) {
  const open = await receiver(answer, certificate)
  closing.push(open.close)
  return open
}

const strict = createOutgoing({ allow: [], http: false })
/** As it is where an administrator allows this machine. */
const home = createOutgoing({ allow: ['127.0.0.0/8'], http: true, timeoutMs: 300 })
const post = (outgoing: Outgoing, url: string) =>
  outgoing.post(url, { headers: { 'content-type': 'text/plain' }, body: 'hello' })

test.each([
  ['this machine', 'https://127.0.0.1/'],
  ['this machine, in a short form', 'https://127.1/'],
  ['this machine, as one number', 'https://2130706433/'],
  ['this machine, in hexadecimal', 'https://0x7f.0.0.1/'],
  ['this machine, in octal', 'https://0177.0.0.1/'],
  ['any address of this machine', 'https://0.0.0.0/'],
  ['a private network', 'https://10.1.2.3/'],
  ['another private network', 'https://172.31.255.255/'],
  ['a home network', 'https://192.168.1.1/'],
  ['a provider’s inner network', 'https://100.64.0.1/'],
  ['a cloud’s metadata', 'https://169.254.169.254/latest/meta-data'],
  ['a group of receivers', 'https://224.0.0.1/'],
  ['everybody', 'https://255.255.255.255/'],
  ['this machine by IPv6', 'https://[::1]/'],
  ['no address by IPv6', 'https://[::]/'],
  ['IPv4 mapped into IPv6', 'https://[::ffff:10.0.0.1]/'],
  ['IPv4 mapped, in hexadecimal', 'https://[::ffff:7f00:1]/'],
  ['IPv4 compatible', 'https://[::127.0.0.1]/'],
  ['IPv4 translated (NAT64)', 'https://[64:ff9b::a00:1]/'],
  ['IPv4 translated locally', 'https://[64:ff9b:1::a00:1]/'],
  ['IPv4 within 6to4', 'https://[2002:a00:1::]/'],
  ['Teredo', 'https://[2001:0:a00:1::]/'],
  ['a private IPv6 network', 'https://[fd12:3456::1]/'],
  ['the nearest IPv6 network', 'https://[fe80::1]/'],
  ['a group by IPv6', 'https://[ff02::1]/'],
  ['this machine by its name', 'https://localhost/'],
  ['this machine by a full name', 'https://localhost./'],
  ['a name without a dot', 'https://intranet/'],
  ['a name for inside', 'https://db.corp.internal/'],
  ['http', 'http://example.com/'],
  ['a file', 'file:///etc/passwd'],
  ['another protocol', 'gopher://example.com/'],
  ['a name and password', 'https://user:secret@example.com/'],
  ['another port', 'https://example.com:22/'],
  ['no address', 'example.com'],
])('%s is not called', async (_, url) => {
  expect(strict.refusal(url)).toMatch(/\.$|not \w+:$/)
  await expect(post(strict, url)).rejects.toThrow(strict.refusal(url) as string)
})

test.each([
  'https://example.com/',
  'https://example.com:8443/a?b=c',
  'https://[2606:4700::1111]/',
  'https://8.8.8.8/',
])('%s may be called', (url) => {
  expect(strict.refusal(url)).toBeNull()
})

test('a name that leads inside is not called, also where only one of its addresses does', async () => {
  let called = 0
  const { port } = await outside((_, answer) => {
    called += 1
    answer.end()
  })
  const resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const outgoing = createOutgoing({ allow: [], http: false, resolve })
  await expect(post(outgoing, 'https://hooks.example.com/')).rejects.toThrow(
    'hooks.example.com leads to 127.0.0.1, an address that is not on the public internet.',
  )
  const named = createOutgoing({ allow: ['localhost'], http: true })
  await post(named, `http://localhost:${port}/`)
  expect(called).toBe(1)
})

test('a name is looked up once for a call, and what was found then is called', async () => {
  const hosts: unknown[] = []
  const { port } = await outside((request, answer) => {
    hosts.push(request.headers.host)
    answer.end('yes')
  })
  let asked = 0
  const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
  const outgoing = createOutgoing({ allow: ['hooks.example.com'], http: true, resolve })
  expect(await post(outgoing, `http://hooks.example.com:${port}/`)).toMatchObject({
    status: 200,
    body: 'yes',
  })
  expect([asked, hosts]).toEqual([1, [`hooks.example.com:${port}`]])
})

test('a redirect is an answer: where it leads is not called', async () => {
  let reached = false
  const inside = await outside((_, answer) => {
    reached = true
    answer.end()
  })
  const { url } = await outside((_, answer) => answer.writeHead(307, { location: inside.url }).end())
  expect(await post(home, url)).toMatchObject({ status: 307 })
  expect(reached).toBe(false)
})

test('who does not answer, or not to the end, is given up in time', async () => {
  const silent = await outside(() => {})
  await expect(post(home, silent.url)).rejects.toThrow('There was no answer within 0.3 seconds.')
  const half = await outside((_, answer) => void answer.write('half'))
  await expect(post(home, half.url)).rejects.toThrow('There was no answer within 0.3 seconds.')
})

test('an answer without end is read no further than its beginning', async () => {
  let written = 0
  const { url } = await outside((_, answer) => {
    const more = (): void => {
      while (!answer.destroyed && answer.write(Buffer.alloc(16 * 1024, 'a'))) written += 16
      if (!answer.destroyed) answer.once('drain', more)
    }
    answer.on('error', () => {})
    more()
  })
  const { status, body } = await post(home, url)
  expect([status, body.length]).toEqual([200, 1024])
  expect(written).toBeLessThan(100_000)
})

test('a certificate that nobody vouches for, or for another name, is refused; a good one is not', async () => {
  const mine = selfSigned('hooks.example.com', Date.now())
  const { port } = await outside((_, answer) => answer.end('safe'), mine)
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const outgoing = createOutgoing({ allow: ['*.example.com'], http: false, resolve })
  const ask = (host: string) => post(outgoing, `https://${host}:${port}/`)
  await expect(ask('hooks.example.com')).rejects.toThrow('hooks.example.com is not one that is trusted')
  const trusted = tls.getCACertificates('default')
  closing.push(() => tls.setDefaultCACertificates(trusted))
  tls.setDefaultCACertificates([...trusted, mine.cert])
  expect(await ask('hooks.example.com')).toMatchObject({ status: 200, body: 'safe' })
  await expect(ask('others.example.com')).rejects.toThrow(
    'that others.example.com showed is for another name',
  )
})

test('what cannot be reached is said in words', async () => {
  const { url, close, port } = await outside((_, answer) => answer.end())
  closing.pop()
  await close()
  await expect(post(home, url)).rejects.toThrow(`127.0.0.1 takes no connections on port ${port}.`)
  const resolve = async () => {
    throw Object.assign(new Error('x'), { code: 'ENOTFOUND' })
  }
  const outgoing = createOutgoing({ allow: [], http: false, resolve })
  await expect(post(outgoing, 'https://nobody.example.com/')).rejects.toThrow(
    'There is no address for the name nobody.example.com.',
  )
  const mute = await outside((request) => request.socket.end('nonsense\r\n\r\n'))
  await expect(post(home, mute.url)).rejects.toThrow('127.0.0.1 does not speak http there.')
})
