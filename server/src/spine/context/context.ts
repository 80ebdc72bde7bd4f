import type { Logger } from 'pino'
import type { Actor } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import type { Poke } from '../records/index.ts'
import type { CalendarStore, SettingsStore } from '../settings/index.ts'
import type { TimeSource } from '../time/index.ts'
import type { Directory } from './directory.ts'

/** What every command stands on, the same for the life of the process. */
export type Spine = {
  readonly db: Db
  readonly time: TimeSource
  readonly log: Logger
  readonly calendars: CalendarStore
  /** The settings in force; a snapshot that is replaced when an administrator changes one. */
  readonly settings: SettingsStore
  readonly directory: Directory
  /** Files of attachments. */
  readonly files: FileStore
  /** Tells the relay that there is something in the outbox, and the directory what has changed. */
  readonly poke: Poke
}

/** A command's context: the spine, who asks, and the request's key if it has one. */
export type Ctx = Spine & { readonly actor: Actor; readonly request?: Request }

/** What of an HTTP request a command must know, to give a repeated one the first answer. */
export type Request = { key: string; digest: string }

/** Contents by their SHA-256; a content is kept once. */
export type FileStore = {
  /** Streams a content in; answers its digest and size. Over the limit: `body-too-large`, nothing kept. */
  put(
    content: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<{ sha256: string; size: number; head: Uint8Array }>
  open(sha256: string): Promise<NodeJS.ReadableStream>
  /** Removes a content, unless it turns out to be in use: asked once it can no longer be found, so that no attachment can come between. */
  remove(sha256: string, inUse: () => Promise<boolean>): Promise<void>
}
