import { type Loaded, type LoadOptions, loadDemo } from '../../demo/index.ts'
import type { Config } from '../config.ts'
import { withContext } from './with-context.ts'
import type { LocalOptions } from './with-database.ts'

/** Loads the demo company, while a server runs or not. */
export function loadDemoLocally(config: Config, options: LocalOptions & LoadOptions): Promise<Loaded> {
  return withContext(config, { ...options, make: true }, (ctx) => loadDemo(ctx, options))
}
