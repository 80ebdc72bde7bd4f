// Runs once before all tests: one PostgreSQL, and in it one migrated database that each test file copies.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/src/app/embedded/index.ts'
import { THROWAWAY_SETTINGS } from '../../server/src/app/embedded/settings.ts'
import { migrate } from '../../server/src/spine/db/index.ts'
import type { TestServer } from '../../server/src/spine/db/testing.ts'
import { ownFolder, sweep } from './sweep.ts'

type Server = { ownerUrl: string; appUrl: string; stop(): Promise<void> }

/** Starts PostgreSQL, or uses that of DATABASE_URL (version 15 or newer, a role that may create databases). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await (process.env.DATABASE_URL ? given(process.env.DATABASE_URL) : throwAway())
  try {
    const template = `throughline_template_${process.pid}`
    await asOwner(server, `drop database if exists ${template}`)
    await asOwner(server, `create database ${template}`)
    await migrate(onDatabase(server.ownerUrl, template), { appRole: roleOf(server.appUrl) })
    const provided: TestServer = { ownerUrl: server.ownerUrl, appUrl: server.appUrl, template }
    project.provide('testServer', provided)
    return async () => {
      await asOwner(server, `drop database if exists ${template} with (force)`)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function throwAway(): Promise<Server> {
  await sweep()
  const home = await mkdtemp(ownFolder)
  // As root the database runs as another user, who has to pass through.
  await chmod(home, 0o711)
  const log = { info: () => {}, warn: console.warn }
  const started = await startEmbedded({ home, log, settings: THROWAWAY_SETTINGS, initdbArgs: ['--no-sync'] })
  return {
    ...started,
    stop: async () => {
      await started.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function given(appUrl: string): Promise<Server> {
  return { appUrl, ownerUrl: process.env.DATABASE_OWNER_URL ?? appUrl, stop: async () => {} }
}

async function asOwner(server: Server, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
