import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'

/**
 * The key that signs checkpoints lives outside the database: who can change the database cannot sign. Public keys
 * of earlier installations stay beside it, so that their checkpoints can still be verified.
 */
export type CheckpointKeys = {
  keyId: string
  sign(statement: string): Buffer
  /** By id; more may be added as `keys/<any name>.pub`. */
  trusted: ReadonlyMap<string, KeyObject>
}

const privateFile = 'checkpoint.key'

/** Opens the keys in `home/keys`, and makes one at the first start. */
export async function openCheckpointKeys(home: string): Promise<CheckpointKeys> {
  const folder = path.join(home, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = (await readPrivateKey(folder)) ?? (await makeKey(folder))
  const own = createPublicKey(key)
  const trusted = new Map([[keyIdOf(own), own], ...(await readPublicKeys(folder))])
  return { keyId: keyIdOf(own), sign: (statement) => sign(null, Buffer.from(statement), key), trusted }
}

/** The public keys in `home/keys`, without making any. */
export async function readPublicKeys(folder: string): Promise<Map<string, KeyObject>> {
  const names = await readdir(folder).catch(() => [])
  const found = new Map<string, KeyObject>()
  for (const name of names.filter((one) => one.endsWith('.pub'))) {
    const key = createPublicKey(await readFile(path.join(folder, name)))
    found.set(keyIdOf(key), key)
  }
  return found
}

/** Whether a trusted key signed this statement. */
export function signedBy(
  trusted: ReadonlyMap<string, KeyObject>,
  keyId: string,
  statement: string,
  signature: Buffer,
): boolean {
  const key = trusted.get(keyId)
  return key !== undefined && verify(null, Buffer.from(statement), key, signature)
}

function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}

async function readPrivateKey(folder: string): Promise<KeyObject | null> {
  const file = path.join(folder, privateFile)
  const text = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Error(`The key for checkpoints ${file} cannot be read: ${error.code}`)
  })
  return text && createPrivateKey(text)
}

async function makeKey(folder: string): Promise<KeyObject> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  // The public one first: a signature must never exist without a key to verify it.
  const published = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  await writeWhole(folder, `checkpoint-${keyIdOf(publicKey)}.pub`, published, 0o644)
  await writeWhole(folder, privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
  return privateKey
}

async function writeWhole(folder: string, name: string, text: string, mode: number): Promise<void> {
  const draft = path.join(folder, `.${name}.new`)
  const file = await open(draft, 'w', mode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path.join(folder, name))
}
