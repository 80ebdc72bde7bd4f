import type { Logger } from 'pino'
import type { Actor } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import { factsOf, sees } from './audience.ts'
import { idIn, type News, type Update } from './news.ts'

export type Send = (news: News) => void

export type Subscription = {
  /** The subscriber's role or teams changed. */
  become(actor: Actor): void
  end(): void
}

export type Subscribers = {
  add(actor: Actor, send: Send): Subscription
  /** Tells each subscriber of those updates whose records they may read at this moment. */
  pass(updates: readonly Update[]): Promise<void>
  tellAll(news: News): void
  clear(): void
}

export function subscribersOf(db: Db, log: Logger): Subscribers {
  const all = new Set<{ actor: Actor; send: Send }>()
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
  const passFor = async (updates: readonly Update[]): Promise<void> => {
    const facts = await factsOf(
      db,
      updates.map(({ ref }) => idIn(ref)),
    )
    for (const { actor, send } of all) {
      const seen = updates.filter(({ ref }) => {
        const known = facts.get(idIn(ref))
        return known !== undefined && sees(actor, known)
      })
      if (seen.length > 0) tell(send, { type: 'changed', updates: seen })
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
      await passFor(updates).catch((error) => {
        log.warn({ err: error }, 'live updates were lost')
        tellAll({ type: 'missed' })
      })
    },
    tellAll,
    clear: () => all.clear(),
  }
}
