import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pinnedNode } from '../../../scripts/paths.mjs'
import { median } from '../figures.ts'

/** A whole process, from its start to its end: seconds, and MB of memory at most. */
export type Measured = { seconds: number; mb: number; out: string }

/** Runs a program some times; medians. Null where it ends with an error, as one that runs out of memory does. */
export async function measured(args: readonly string[], rounds: number): Promise<Measured | null> {
  const runs: Measured[] = []
  for (let round = 0; round < rounds; round++) {
    const run = await once(args)
    if (run === null) return null
    runs.push(run)
  }
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    mb: median(runs.map(({ mb }) => mb)),
    out: runs[0]?.out ?? '',
  }
}

async function once(args: readonly string[]): Promise<Measured | null> {
  const peak = path.join(tmpdir(), `throughline-peak-${process.pid}`)
  const begin = performance.now()
  const running = spawn(pinnedNode(), ['--require', path.join(import.meta.dirname, 'at-exit.cjs'), ...args], {
    env: { ...process.env, BENCH_PEAK: peak },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = new Promise<number | null>((resolve) => running.once('close', resolve))
  const out = await text(running.stdout)
  if ((await closed) !== 0) return null
  const seconds = (performance.now() - begin) / 1000
  const mb = Number(await readFile(peak, 'utf8')) / 1024
  await rm(peak)
  return { seconds, mb, out }
}
