// `npm run test:monitoring`: a real Prometheus and a real Alertmanager deliver to Throughline, which is killed meanwhile.
import { rm } from 'node:fs/promises'
import { makeService } from '../faults/service.ts'
import { furnish, houseAt } from './house.ts'
import { startPatient, startSenders } from './senders.ts'
import { type Scene, story } from './story.ts'
import { findTools, type Tools } from './tools.ts'

/** However long it takes, it ends by then, ms. */
const longest = 10 * 60_000
const ends: (() => Promise<unknown>)[] = []

async function end(): Promise<void> {
  for (const one of ends.splice(0).toReversed()) await one()
}

async function run(tools: Tools): Promise<number> {
  const service = await makeService()
  ends.push(
    () => service.remove(),
    () => service.stop(),
  )
  await service.start()
  const house = houseAt(service.url)
  const key = await furnish(house)
  const patient = await startPatient()
  const folder = `${service.home}-senders`
  ends.push(
    () => patient.stop(),
    () => rm(folder, { recursive: true, force: true }),
  )
  const senders = await startSenders(tools, { folder, patient, house: service.url, key })
  ends.push(() => senders.stop())
  return play({ house, patient, service }, () => [
    ...senders.tools.flatMap(({ lines }) => lines.slice(-5)),
    ...service.log.lines.slice(-5),
  ])
}

/** Plays the steps until one fails; answers how many passed. */
async function play(scene: Scene, lastWords: () => string[]): Promise<number> {
  for (const [passed, [says, step]] of story.entries()) {
    const began = performance.now()
    try {
      await step(scene)
    } catch (error) {
      console.log(`FAIL ${says}: ${(error as Error).message}`)
      console.log(lastWords().join('\n'))
      return passed
    }
    console.log(`ok   ${says} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
  return story.length
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void end().finally(() => process.exit(130)))
const timer = setTimeout(() => {
  console.error(`Not done within ${longest / 60_000} minutes.`)
  void end().finally(() => process.exit(1))
}, longest)

let passed = 0
try {
  passed = await run(findTools())
} catch (error) {
  console.error((error as Error).message)
} finally {
  clearTimeout(timer)
  await end()
}
console.log(`${passed} passed, ${passed === story.length ? 0 : 1} failed`)
process.exitCode = passed === story.length ? 0 : 1
