import {
  type KindFacts,
  Problem,
  pageOf,
  problemOut,
  recordDetail,
  recordOut,
  ref,
} from '@throughline/contract'
import { z } from 'zod'
import type { Practice, Registry } from '../practice/index.ts'

/** A kind's shapes in answers, named once so that OpenAPI refers to them. */
export type KindSchemas = { detail: z.ZodType; row: z.ZodType; page: z.ZodType; redacted: z.ZodType }

/** Where else the words of a redaction stand: in which entries of which records. */
const copies = z.array(z.object({ ref, seqs: z.array(z.int()) }))

const made = new Map<string, KindSchemas>()

export function schemasOf(facts: KindFacts): KindSchemas {
  const known = made.get(facts.kind)
  if (known) return known
  const name = facts.title.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
  const row = z.object({ ...recordOut.shape, ...facts.out.shape }).meta({ id: `${name}Row` })
  const shape = { ...recordOut.shape, ...facts.out.shape, ...recordDetail }
  const detail = z.object(shape).meta({ id: name })
  const redacted = z.object({ ...shape, copies }).meta({ id: `${name}Redacted` })
  const schemas = { row, detail, redacted, page: pageOf(row).meta({ id: `${name}Page` }) }
  made.set(facts.kind, schemas)
  return schemas
}

const problem = { content: { 'application/problem+json': { schema: problemOut } } }

/** The answers of a route: its own, and a problem for everything else. */
export function answers(own: Record<number, z.ZodType>): Record<string, unknown> {
  return { ...own, '4XX': problem, '5XX': problem }
}

export const refParams = z.object({ ref: z.string().max(40) })
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
}

/** A ref of this kind as its number. */
export function idIn(practice: Practice, registry: Registry, ref: string): number {
  if (registry.ofRef(ref) !== practice) throw new Problem('not-found', { what: ref })
  return registry.idOf(ref)
}
