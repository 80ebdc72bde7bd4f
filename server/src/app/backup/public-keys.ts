import { createPublicKey } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BackupError } from './format.ts'

/** Where a data folder keeps the contents of attachments, and keys. */
export type Folders = { files: string; keys: string }

export function foldersOf(home: string): Folders {
  return { files: path.join(home, 'attachments'), keys: path.join(home, 'keys') }
}

/**
 * The public keys that checkpoints are verified with travel with a backup, so that the checkpoints in it can be
 * verified where it is restored. The private one stays behind: who has a backup must not be able to sign.
 */
export type PublicKey = { name: string; pem: string }

export async function publicKeysIn(folder: string): Promise<PublicKey[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pub')).sort()
  return Promise.all(
    names.map(async (name) => ({ name, pem: await readFile(path.join(folder, name), 'utf8') })),
  )
}

/** @throws BackupError for what is no public key, or no plain name of a file */
export function checkPublicKeys(keys: readonly PublicKey[]): void {
  for (const { name, pem } of keys) {
    try {
      if (!/^[\w-]+\.pub$/.test(name) || !pem.startsWith('-----BEGIN PUBLIC KEY')) throw new Error(name)
      createPublicKey(pem)
    } catch {
      throw new BackupError('it was altered: one of its keys is no public key')
    }
  }
}

/** Puts keys beside those that are there; one that is there stays as it is. */
export async function keepPublicKeys(folder: string, keys: readonly PublicKey[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const { name, pem } of keys) {
    await writeFile(path.join(folder, name), pem, { mode: 0o644, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      },
    )
  }
}
