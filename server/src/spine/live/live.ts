import type { Actor } from '../access/index.ts'
import type { Spine } from '../context/index.ts'
import { liveChannel } from '../jobs/index.ts'
import { presenceChannel } from '../presence/index.ts'
import { batchesTo } from './batches.ts'
import { listen } from './listener.ts'
import { isReload, type Reload, reloads, updatesIn } from './news.ts'
import { type Send, type Subscription, subscribersOf } from './subscribers.ts'

export type Live = {
  /** Tells of changes of the records that the actor may read at that moment. */
  subscribe(actor: Actor, send: Send): Subscription
  /** Calls back when this or another process changed what processes keep in memory. Answers how to stop that. */
  onReload(what: Reload, reload: () => unknown): () => void
  close(): Promise<void>
}

const reloadChannel = 'throughline_reload'

/** Hears what is said on PostgreSQL's channels, and passes on to each subscriber what they may know. */
export async function liveUpdates({ db, log }: Pick<Spine, 'db' | 'log'>): Promise<Live> {
  const subscribers = subscribersOf(db, log)
  const batches = batchesTo(subscribers.pass)
  const presences = batchesTo(subscribers.passPresence)
  const callbacks = new Map<Reload, Set<() => unknown>>(reloads.map((what) => [what, new Set()]))
  const reload = (what: Reload): void => {
    for (const callback of callbacks.get(what) ?? []) {
      void (async () => callback())().catch((error) => log.warn({ err: error }, `reloading ${what} failed`))
    }
  }
  const listener = await listen(db, [liveChannel, presenceChannel, reloadChannel], {
    message: (channel, payload) => {
      if (channel === liveChannel) batches.add(updatesIn(payload))
      else if (channel === presenceChannel) presences.add(updatesIn(payload))
      else if (isReload(payload)) reload(payload)
    },
    missed: () => {
      for (const what of reloads) reload(what)
      subscribers.tellAll({ type: 'missed' })
    },
    failed: (error) => log.warn({ err: error }, 'the connection for live updates broke; connecting again'),
  })
  return {
    subscribe: subscribers.add,
    onReload: (what, callback) => {
      callbacks.get(what)?.add(callback)
      return () => void callbacks.get(what)?.delete(callback)
    },
    close: async () => {
      subscribers.clear()
      await listener.close()
      await batches.idle()
      await presences.idle()
    },
  }
}
