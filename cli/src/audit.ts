import type { Command } from 'commander'
import { addCheckpoint } from './audit-checkpoint.ts'
import { addRebuild } from './audit-rebuild.ts'
import { addVerify } from './audit-verify.ts'

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('prove that nobody has changed what was written')
  addVerify(audit)
  addRebuild(audit)
  addCheckpoint(audit)
}
