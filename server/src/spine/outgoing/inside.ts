import { BlockList, isIP } from 'node:net'

/** IPv4 that is not on the public internet (IANA's special-purpose registry), multicast and reserved included. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Within the public IPv6: what carries other addresses (Teredo, 6to4), protocols and documentation. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']
/** Everything else is loopback, local, mapped (::ffff:0:0/96), translated (64:ff9b::/96), multicast or unassigned. */
const public6 = ['2000::/3']

const inside4 = listOf(special4)
const inside6 = listOf(special6)
const outside6 = listOf(public6)

/** Whether an IP address is one that nobody outside could reach: never one to be talked into calling. */
export function isInside(address: string): boolean {
  const [plain = ''] = address.split('%')
  if (isIP(plain) === 4) return inside4.check(plain, 'ipv4')
  return isIP(plain) !== 6 || !outside6.check(plain, 'ipv6') || inside6.check(plain, 'ipv6')
}

/** Ranges such as `10.1.0.0/16` or `fd00::/8`, or single addresses. @throws RangeError for what is none */
export function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address)
    if (family === 0) throw new RangeError(`${range} is no range of addresses`)
    const type = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(bits), type)
  }
  return list
}
