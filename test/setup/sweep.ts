import { readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { livePostmaster } from '../../server/src/app/embedded/postmaster.ts'
import { processIdentity } from '../../server/src/app/process-identity.ts'

const PREFIX = 'throughline-test-'

/** Where this run keeps its throw-away database: the name tells later runs whose it was. */
export const ownFolder = path.join(os.tmpdir(), `${PREFIX}${process.pid}-`)

/** Ends and removes what test runs left behind that were killed before they could. */
export async function sweep(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (!pid || processIdentity(Number(pid))) continue
    const folder = path.join(os.tmpdir(), name)
    try {
      const left = await livePostmaster(path.join(folder, 'postgres'))
      if (left) process.kill(left.pid, 'SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    } catch {
      // Another user's: that user's next run removes it.
    }
  }
}
