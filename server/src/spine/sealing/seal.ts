import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Keeps secrets that must be read again, such as what webhooks are signed with. They lie in the database sealed, their
 * key outside of it: a copy of the database, such as a backup, does not give them away.
 */
export type Seal = {
  /** `what` binds it to its purpose: sealed for one, it does not open for another. */
  close(secret: string, what: string): string
  /** @throws Unsealable */
  open(sealed: string, what: string): string
}

/** It was sealed with another key, for another purpose, or was changed since. */
export class Unsealable extends Error {
  override name = 'Unsealable'
}

/** The seal of a key, which is any text of some length. AES-256-GCM. */
export function sealOf(keyText: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', keyText, '', 'throughline seal', 32))
  const keyId = createHash('sha256').update('id').update(key).digest('hex').slice(0, 8)
  return {
    close: (secret, what) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(what))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', keyId, ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
        '.',
      )
    },
    open: (sealed, what) => {
      const [version, id, ...parts] = sealed.split('.')
      const [iv, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (version !== 'v1' || id !== keyId || !iv || !text || !tag)
        throw new Unsealable('sealed with another key')
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(what)).setAuthTag(tag)
        return cipher.update(text, undefined, 'utf8') + cipher.final('utf8')
      } catch {
        throw new Unsealable('changed, or sealed for another purpose')
      }
    },
  }
}

/** The seal of `home/keys/seal.key`, which is made at the first start. Processes with folders of their own are given one key. */
export async function openSeal(home: string): Promise<Seal> {
  const file = path.join(home, 'keys', 'seal.key')
  return sealOf((await read(file)) ?? (await make(file)))
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Error(`The key that secrets are sealed with, ${file}, cannot be read: ${error.code}`)
  })
}

/** Two processes that start at once end with the same key: whoever comes second reads the first one's. */
async function make(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await chmod(draft, 0o600)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  const made = await read(file)
  if (made === null) throw new Error(`The key that secrets are sealed with, ${file}, could not be written`)
  return made
}
