import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { place, placeOf } from '../../spine/attachments/index.ts'

/**
 * Contents on their way into the attachments' folder: beside it until all is known to be good. What a killed
 * restore leaves there is swept away with other half-written contents (spine/attachments/file-store.ts).
 */
export class StagedFiles {
  /** What was damaged when the backup was made already. */
  readonly damaged: string[] = []
  readonly #folder: string
  readonly #staging: string
  readonly #staged: { sha256: string; file: string; digest: ReturnType<typeof createHash> }[] = []
  readonly #placed: string[] = []
  #open: FileHandle | null = null

  constructor(folder: string) {
    this.#folder = folder
    this.#staging = path.join(folder, 'incoming', `restoring-${randomUUID()}`)
  }

  /** Begins a content; answers what takes its bytes. */
  async begin(sha256: string): Promise<(chunk: Buffer) => Promise<void>> {
    placeOf(this.#folder, sha256)
    await this.#finish()
    await mkdir(this.#staging, { recursive: true, mode: 0o700 })
    const file = path.join(this.#staging, sha256)
    const handle = await open(file, 'wx', 0o600)
    this.#open = handle
    const digest = createHash('sha256')
    this.#staged.push({ sha256, file, digest })
    return async (chunk) => {
      digest.update(chunk)
      await handle.write(chunk)
    }
  }

  /** Puts all contents in their places. */
  async publish(): Promise<void> {
    await this.#finish()
    for (const { sha256, file, digest } of this.#staged) {
      if (digest.digest('hex') !== sha256) {
        this.damaged.push(`The content ${sha256} was damaged when the backup was made; it was left out.`)
        continue
      }
      const to = placeOf(this.#folder, sha256)
      if (await stat(to).catch(() => null)) continue
      await place(file, to)
      this.#placed.push(to)
    }
  }

  /** Takes back what was published. */
  async withdraw(): Promise<void> {
    for (const file of this.#placed) await rm(file, { force: true })
  }

  async discard(): Promise<void> {
    await this.#open?.close().catch(() => {})
    await rm(this.#staging, { recursive: true, force: true })
  }

  async #finish(): Promise<void> {
    await this.#open?.sync()
    await this.#open?.close()
    this.#open = null
  }
}
