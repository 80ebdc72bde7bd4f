import type { Db } from '../db/index.ts'

/** Numbers come from the sequence in blocks: see the migration. */
const block = 50

type Hand = { next: number; end: number; fetching: Promise<void> | null }
const hands = new WeakMap<Db, Hand>()

/** The next free number for a record or an attachment, unique in the database; gaps are expected. */
export async function nextNumber(db: Db): Promise<number> {
  const hand = hands.get(db) ?? { next: 0, end: 0, fetching: null }
  hands.set(db, hand)
  while (hand.next >= hand.end) {
    hand.fetching ??= fetchBlock(db, hand).finally(() => {
      hand.fetching = null
    })
    await hand.fetching
  }
  return hand.next++
}

async function fetchBlock(db: Db, hand: Hand): Promise<void> {
  const { rows } = await db.pool.query<{ id: number }>(`select nextval('record_number') as id`)
  hand.next = rows[0]?.id ?? 0
  hand.end = hand.next + block
}
