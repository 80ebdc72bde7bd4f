import { fork } from 'node:child_process'
import path from 'node:path'
import type { Load, Measured } from './messages.ts'

/** A process of its own that makes load, one after another. */
export type Loader = { run(load: Load): Promise<Measured>; stop(): void }

export function startLoader(): Loader {
  const child = fork(path.join(import.meta.dirname, 'process.ts'), { serialization: 'advanced' })
  return {
    run: (load) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void =>
          reject(new Error(`the process that makes load ended (${code})`))
        child.once('exit', ended)
        child.once('message', (measured) => {
          child.off('exit', ended)
          resolve(measured as Measured)
        })
        child.send(load)
      }),
    stop: () => {
      child.removeAllListeners('exit')
      child.kill()
    },
  }
}
