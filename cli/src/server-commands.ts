import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import { addDemo } from './demo.ts'
import { addImport } from './import.ts'
import { addKeys } from './keys.ts'
import { addMigrate } from './migrate.ts'
import { addRestore } from './restore.ts'
import { addStart } from './start.ts'

/** The commands that work on a server's data. A new one is a file with an `add…` and a name here. */
export const serverCommands = [
  addStart,
  addMigrate,
  addBackup,
  addRestore,
  addAudit,
  addKeys,
  addImport,
  addDemo,
]
