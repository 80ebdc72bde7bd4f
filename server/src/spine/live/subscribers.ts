import type { Logger } from 'pino'
import { type Actor, isStaff } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import { factsOf, sees } from './audience.ts'
import { type Heard, idIn, type News } from './news.ts'

export type Send = (news: News) => void

export type Subscription = {
  /** The subscriber's role or teams changed. */
  become(actor: Actor): void
  end(): void
}

type Subscriber = { actor: Actor; send: Send }

export type Subscribers = {
  add(actor: Actor, send: Send): Subscription
  /** Tells each subscriber of those updates whose records they may read at this moment; requesters of `open` ones. */
  pass(updates: readonly Heard[]): Promise<void>
  /** Tells the staff of where somebody came or left, of records that they may read. */
  passPresence(updates: readonly Heard[]): Promise<void>
  tellAll(news: News): void
  clear(): void
}

export function subscribersOf(db: Db, log: Logger): Subscribers {
  const all = new Set<Subscriber>()
  const tell = (send: Send, news: News): void => {
    try {
      send(news)
    } catch (error) {
      log.warn({ err: error }, 'a subscriber to live updates failed')
    }
  }
  const tellAll = (news: News): void => {
    for (const { send } of all) tell(send, news)
  }
  const seenBy = async (updates: readonly Heard[], hear: (one: Subscriber, seen: Heard[]) => void) => {
    const facts = await factsOf(
      db,
      updates.map(({ ref }) => idIn(ref)),
    )
    for (const one of all) {
      const seen = updates.filter(({ ref, open }) => {
        if (!open && !isStaff(one.actor)) return false
        const known = facts.get(idIn(ref))
        return known !== undefined && sees(one.actor, known)
      })
      if (seen.length > 0) hear(one, seen)
    }
  }
  return {
    add: (actor, send) => {
      const subscriber = { actor, send }
      all.add(subscriber)
      const become = (now: Actor): void => {
        subscriber.actor = now
      }
      return { become, end: () => void all.delete(subscriber) }
    },
    pass: async (updates) => {
      if (all.size === 0) return
      await seenBy(updates, ({ send }, seen) =>
        tell(send, { type: 'changed', updates: seen.map(({ ref, version }) => ({ ref, version })) }),
      ).catch((error) => {
        log.warn({ err: error }, 'live updates were lost')
        tellAll({ type: 'missed' })
      })
    },
    passPresence: async (updates) => {
      if (all.size === 0) return
      await seenBy(updates, ({ actor, send }, seen) => {
        for (const { ref } of isStaff(actor) ? seen : []) tell(send, { type: 'presence', ref })
      }).catch((error) => log.warn({ err: error }, 'it was not told who is where'))
    },
    tellAll,
    clear: () => all.clear(),
  }
}
