import { type BlockList, isIP } from 'node:net'
import { isInside, listOf } from './inside.ts'

/** What the configuration allows beyond the public internet by https. */
export type OutgoingRules = {
  /** Hosts (`hooks.example.lan`, `*.example.lan`) and ranges of addresses (`10.1.0.0/16`), on any port. */
  allow: readonly string[]
  /** Whether http is allowed, which anyone on the way can read and change. */
  http: boolean
}

/** Says of an address, in words for people, why it is not called; null where nothing speaks against it. */
export type Guard = {
  ofUrl(url: string): string | null
  /** The same of an address that a name turned out to have. */
  ofAddress(host: string, address: string): string | null
}

const ports: Record<string, readonly number[]> = { 'https:': [443, 8443], 'http:': [80, 8080] }
const allowing = 'Whoever runs the server can allow it in THROUGHLINE_OUTGOING_ALLOW.'

export function guardOf({ allow, http }: OutgoingRules): Guard {
  const ranges = listOf(allow.filter((one) => isIP(one.split('/')[0] ?? '') !== 0))
  const names = allow.filter((one) => isIP(one.split('/')[0] ?? '') === 0).map((name) => name.toLowerCase())
  const named = (host: string): boolean =>
    names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name))
  const allowed = (host: string, address: string): boolean => named(host) || within(ranges, address)
  const ofAddress: Guard['ofAddress'] = (host, address) => {
    if (allowed(host, address) || !isInside(address)) return null
    const leads = host === address ? `${address} is` : `${host} leads to ${address},`
    return `${leads} an address that is not on the public internet. ${allowing}`
  }
  return {
    ofAddress,
    ofUrl: (text) => {
      if (!URL.canParse(text)) return 'This is no web address such as https://hooks.example.com/throughline.'
      const url = new URL(text)
      const host = hostOf(url)
      const address = isIP(host) === 0 ? null : host
      if (!(url.protocol in ports)) return `An address begins with https://, not ${url.protocol}`
      if (url.protocol === 'http:' && !http)
        return 'An address begins with https://: on the way to an http address anyone could read along. Whoever runs the server can allow http in THROUGHLINE_OUTGOING_HTTP.'
      if (url.username !== '' || url.password !== '') return 'A name and password in an address are not sent.'
      if (!ports[url.protocol]?.includes(portOf(url)) && !allowed(host, address ?? ''))
        return `Port ${portOf(url)} is not called, only ${ports[url.protocol]?.join(' and ')}. ${allowing}`
      if (address !== null) return ofAddress(host, address)
      if (!named(host) && /^(?:[^.]*|.*\.(?:local|localhost|internal|lan|home\.arpa))$/.test(host))
        return `${host} is a name inside a network. ${allowing}`
      return null
    },
  }
}

/** The host as it is looked up: without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

function within(ranges: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && ranges.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
