import { fork } from 'node:child_process'
import path from 'node:path'
import type { Load, Measured } from './messages.ts'

/** Makes load in a process of its own and answers what it saw. */
export function makeLoad(load: Load): Promise<Measured> {
  const child = fork(path.join(import.meta.dirname, 'process.ts'), { serialization: 'advanced' })
  return new Promise((resolve, reject) => {
    child.once('message', (measured) => resolve(measured as Measured))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the process that makes load ended (${code})`)))
    child.send(load)
  })
}
