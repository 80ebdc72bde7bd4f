import { recordDetail, recordOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Practice, Registry } from '../practice/index.ts'
import { addAttachmentRoutes } from './attaching.ts'
import { addPresenceRoutes } from './being-here.ts'
import { addExportRoute } from './exporting.ts'
import { addAnyListRoute, addListRoutes } from './listing.ts'
import { addReadingRoutes, findIn } from './reading.ts'
import { addRedactionRoute } from './redacting.ts'
import { schemasOf } from './schemas.ts'
import { addSearchRoute, addSimilarRoute } from './searching.ts'
import { addWritingRoutes } from './writing.ts'

/** All routes of a kind, from its practice alone. */
export function addKindRoutes(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const { detail } = schemasOf(facts)
  const base = `/${facts.collection}`
  addListRoutes(app, practice)
  addReadingRoutes(app, { base, tag: facts.title, detail, find: findIn(registry, facts.kind), registry })
  // Records that only the program itself opens are read, never written from outside.
  if (practice.openedBy === 'system') return
  addExportRoute(app, practice)
  if (practice.openedBy === 'requester') addSimilarRoute(app, practice, registry)
  addWritingRoutes(app, practice, registry)
  addAttachmentRoutes(app, practice, registry)
  addRedactionRoute(app, practice, registry)
}

const anyRecord = z.object({ ...recordOut.shape, ...recordDetail }).meta({ id: 'Record' })

/** Any record by its ref, whatever its kind. */
export function addRecordRoutes(app: FastifyInstance, registry: Registry): void {
  addAnyListRoute(app, registry)
  addSearchRoute(app, registry)
  addReadingRoutes(app, {
    base: '/records',
    tag: 'Records',
    detail: anyRecord,
    find: findIn(registry),
    registry,
  })
  addPresenceRoutes(app, findIn(registry))
}
