import type { Logger } from 'pino'
import { createServiceDirectory } from '../foundation/configuration/index.ts'
import { createWorkforceDirectory } from '../foundation/workforce/index.ts'
import type { Directory, FileStore, Spine } from '../spine/context/index.ts'
import type { Db } from '../spine/db/index.ts'
import { openCalendars, openSettings } from '../spine/settings/index.ts'
import type { TimeSource } from '../spine/time/index.ts'

export type SpineOptions = { db: Db; time: TimeSource; log: Logger; files: FileStore }

/** The spine of a running process. `onPoke` is set once the relay runs; until then rows wait in the outbox. */
export type RunningSpine = Spine & { onPoke(poke: () => void): void }

export async function openSpine({ db, time, log, files }: SpineOptions): Promise<RunningSpine> {
  let wake = (): void => {}
  const [calendars, settings, directory] = await Promise.all([
    openCalendars(db),
    openSettings(db),
    openDirectory(db),
  ])
  return {
    db,
    time,
    log,
    files,
    calendars,
    settings,
    directory,
    poke: async (kinds) => {
      wake()
      // Who has just made a service may name it in the next request.
      if (kinds?.has('service')) await directory.reload()
    },
    onPoke: (poke) => {
      wake = poke
    },
  }
}

/** People, teams and services, each from its own folder, as the one directory that the spine looks things up in. */
async function openDirectory(db: Db): Promise<Directory> {
  const [workforce, services] = await Promise.all([createWorkforceDirectory(db), createServiceDirectory(db)])
  return {
    team: workforce.team,
    teams: workforce.teams,
    person: workforce.person,
    people: workforce.people,
    service: services.service,
    services: services.services,
    reload: async () => {
      await Promise.all([workforce.reload(), services.reload()])
    },
  }
}
