// The server's door: what the CLI needs to work on a data folder, and nothing else.

export { type ImportReport, UnreadableFile } from '../connectors/servicenow/index.ts'
export { type LiveDeed, type Loaded, NoDemo, NotEmpty, type Played, signInsOf } from '../demo/index.ts'
export { BackupError, type BackupReport, type Progress, type RestoreReport } from './backup/index.ts'
export { type Config, ConfigError, readConfig } from './config.ts'
export type { Log } from './database.ts'
export { checkpointLocally, compareLocally, nameOf, rebuildLocally, verifyLocally } from './local/audit.ts'
export {
  type CatalogueOptions,
  type CatalogueReport,
  importBackstageLocally,
  importComposeLocally,
  importItemsLocally,
} from './local/catalogue.ts'
export { backupLocally, migrateLocally, restoreLocally } from './local/data.ts'
export { liveDemoLocally, loadDemoLocally } from './local/demo.ts'
export { importServiceNowLocally } from './local/import.ts'
export { createKeyLocally, listKeysLocally, revokeKeyLocally } from './local/keys.ts'

/** Runs the server until a signal. Loaded when it is asked for: other commands need no web server. */
export async function run(argv: readonly string[]): Promise<void> {
  const server = await import('./run.ts')
  await server.run(argv)
}
