import { setTimeout as sleep } from 'node:timers/promises'
import type { Spine } from '../../spine/context/index.ts'
import type { Loop } from '../../spine/jobs/index.ts'
import { claimDeliveries, type Delivery, nextDelivery, pruneLog } from './queue.ts'
import { sendDelivery } from './send.ts'
import { day, logKept, type Tools } from './webhook.ts'

/** So many deliveries are under way at once in a process. */
const atOnce = 32
/** A tick waits so long for what is under way, then looks for what else is due: nobody waits for one that hangs. */
const patienceMs = 200

/** Sends what is due; each webhook has its own few places, so that one that hangs delays no other. */
export function webhookLoop(spine: Spine, tools: Tools): Loop {
  const underWay = new Map<Promise<void>, number>()
  let stopped = false
  const begin = (delivery: Delivery): void => {
    const sending: Promise<void> = sendDelivery(spine, tools, delivery)
      .catch((error) => spine.log.error({ err: error, delivery: delivery.id }, 'a delivery failed'))
      .finally(() => underWay.delete(sending))
    underWay.set(sending, delivery.webhookId)
  }
  const busy = (): Map<number, number> => {
    const counts = new Map<number, number>()
    for (const id of underWay.values()) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  }
  return {
    name: 'webhooks',
    tick: async (now) => {
      for (;;) {
        const due = stopped ? [] : await claimDeliveries(spine.db, now, atOnce - underWay.size, busy())
        for (const delivery of due) begin(delivery)
        if (underWay.size === 0) return nextDelivery(spine.db)
        const before = underWay.size
        await Promise.race([...underWay.keys(), sleep(patienceMs, undefined, { ref: false })])
        // All of them hang: the loop rests, and comes back to see what else there is.
        if (underWay.size === before) return now
      }
    },
    idle: async () => {
      stopped = true
      await Promise.all(underWay.keys())
    },
  }
}

/** The log is kept for a month. */
export function webhookLogLoop(spine: Spine): Loop {
  return {
    name: 'webhook log',
    tick: async (now) => {
      while ((await pruneLog(spine.db, now - logKept)) > 0);
      return now + day
    },
  }
}
