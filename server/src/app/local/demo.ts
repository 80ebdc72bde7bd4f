import { setTimeout as sleep } from 'node:timers/promises'
import {
  type LiveOptions,
  type Loaded,
  type LoadOptions,
  liveDemo,
  loadDemo,
  type Played,
} from '../../demo/index.ts'
import type { Config } from '../config.ts'
import { withContext } from './with-context.ts'
import type { LocalOptions } from './with-database.ts'

/** Loads the demo company, while a server runs or not. */
export function loadDemoLocally(config: Config, options: LocalOptions & LoadOptions): Promise<Loaded> {
  return withContext(config, { ...options, make: true }, (ctx) => loadDemo(ctx, options))
}

/** Lets the demo company live on, in the data of the server that runs meanwhile and until it is interrupted. */
export function liveDemoLocally(
  config: Config,
  { pace, said, ...options }: LocalOptions & Pick<LiveOptions, 'pace' | 'said'>,
): Promise<Played> {
  const stop = new AbortController()
  const rest = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stop.signal }).catch(() => {})
  const stopped = (): boolean => stop.signal.aborted
  return withContext(config, { ...options, onInterrupt: () => stop.abort() }, (ctx) =>
    liveDemo(ctx, { pace, said, rest, stopped }),
  )
}
