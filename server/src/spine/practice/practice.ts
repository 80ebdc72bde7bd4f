import type { KindFacts } from '@throughline/contract'
import type { ClockMode } from '../clocks/index.ts'
import type { Ctx, PersonFacts } from '../context/index.ts'
import type {
  AttachmentOp,
  Content,
  Facts,
  JsonObject,
  LinkOp,
  Loaded,
  ParticipantOp,
  RecordRow,
} from '../records/index.ts'

/**
 * A practice is data plus few functions: `facts` (what its records hold and how they live, from the contract),
 * rules for the verbs that decide something, and how its own fields look in an answer. All else (routes,
 * permissions, search, timeline, the door) is the spine's, and the same for every kind.
 */
export type Practice = {
  readonly facts: KindFacts
  /** Who may open, and who may amend, records of this kind. */
  readonly openedBy: 'requester' | 'staff' | 'manager' | 'system'
  readonly amendedBy: 'staff' | 'manager'
  /** Whether its records can be merged into each other and split. */
  readonly merges?: true
  /** The first facts of a new record, from checked input. */
  open(ctx: Ctx, input: never): Promise<Opening> | Opening
  /** What an amendment changes; by default title, description, tags and custom fields as sent. */
  amend?(ctx: Ctx, record: RecordRow, input: never): Promise<Patch> | Patch
  /** What a verb changes beyond the state. A verb without a rule only moves. */
  readonly rules?: Readonly<Record<string, Rule>>
  /**
   * What stands against a verb where the state alone does not say: words that continue "INC-7 is …", null where nothing
   * does. A verb that is stood against is not offered, and refused as an illegal move.
   */
  readonly guards?: Readonly<Record<string, (row: RecordRow) => string | null>>
  /** What each clock should be doing, given the row: the spine starts, moves and re-aims it to that. */
  readonly clocks?: Readonly<Record<string, (row: RecordRow) => ClockWish | null>>
  /** What a public or internal comment changes beside being said. */
  commented?(ctx: Ctx, record: RecordRow, comment: { body: string; public: boolean }): Promise<Patch> | Patch
  /** Its own fields as they stand in an answer, in the shape of `facts.out`: what can be read off a row alone. */
  fields?(row: RecordRow, people: People): JsonObject
  /** The people that `fields` names, beside holder and requester. */
  named?(row: RecordRow): (number | null | undefined)[]
  /** Its own fields that follow from more than the row, or repeat another: not in the history of changes. */
  derive?(ctx: Ctx, rows: readonly RecordRow[]): Promise<Map<number, JsonObject>> | Map<number, JsonObject>
}

/** People by number, as the directory knows them. */
export type People = ReadonlyMap<number, PersonFacts>

export type Rule = (ctx: Ctx, record: RecordRow, input: never, now: number) => Promise<Patch> | Patch

/** `cancelled`: its record is no longer worked on, and nothing was achieved; a clock that had stopped keeps its verdict. */
export type ClockWish =
  | { mode: ClockMode; why: string; effectiveAt?: number }
  | { mode: 'cancelled'; why?: string }

/** What a decision changes: facts, words, relations. The state only where the lifecycle leaves a choice. */
export type Patch = {
  state?: string
  set?: Omit<Facts, 'state' | 'category' | 'cause'>
  content?: Content
  body?: string | null
  public?: boolean
  participants?: ParticipantOp[]
  links?: LinkOp[]
  /**
   * The records that `links` lead to, as they were when this was decided: each says so in the same commit, so that
   * of two decisions that meet, one is made anew.
   */
  linked?: readonly Loaded[]
  attachment?: AttachmentOp
  more?: JsonObject
}

export type Opening = Patch & { state: string; content: Content & { title: string } }

/** A record that a command has loaded and may be seen by the actor. */
export type Seen = Loaded & { mine: readonly string[]; practice: Practice }

/** Keeps a practice's literal types while checking its shape. */
export function definePractice<const P extends Practice>(practice: P): P {
  return practice
}
