import { firstRequester, requesters, services } from '../stage/house.ts'

/** The nth incident that is reported, as it is sent: some words on what is wrong, the same in every run. */
export function report(n: number) {
  return {
    title: `Cannot print on floor ${n % 40}: the queue says ${words(n, 3)}`,
    description: `Since this morning ${words(n + 1, 40)}. Restarting did not help.`,
    impact: 1 + (n % 3),
    urgency: 1 + ((n >> 2) % 3),
    service: `service-${n % services}`,
    requester: firstRequester + (n % Math.min(requesters, 500)),
  }
}

const vocabulary = [
  'printer',
  'offline',
  'paper',
  'driver',
  'queue',
  'error',
  'toner',
  'network',
  'laptop',
  'account',
  'password',
  'screen',
  'shows',
  'message',
  'nothing',
  'happens',
  'after',
  'before',
  'update',
  'login',
  'slow',
  'again',
  'since',
  'yesterday',
  'everyone',
  'office',
  'room',
  'cable',
  'wireless',
  'mail',
  'attachment',
  'invoice',
  'report',
  'system',
]

function words(seed: number, count: number): string {
  return Array.from(
    { length: count },
    (_, i) => vocabulary[(seed * 31 + i * i * 7 + i) % vocabulary.length],
  ).join(' ')
}
