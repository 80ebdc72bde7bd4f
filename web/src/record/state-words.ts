import type { Entry } from '../api/index.ts'
import type { Words } from '../words/index.ts'
import type { Shown } from './data.ts'
import { stateWord } from './timeline/tell.ts'

/** Where a record stands, as one would say it to a colleague. */
export function stateInWords(record: Shown, words: Words): string {
  const said = words.record.said
  if (record.kind !== 'incident') return stateWord(record.state, words)
  const requester = record.requester?.name ?? words.terms.requester
  if (record.category === 'merged') return said.merged(record.mergedInto)
  switch (record.state) {
    case 'new':
      return said.new
    case 'assigned':
      return said.assigned(record.team?.name ?? words.terms.team)
    case 'in-progress':
      return said.inProgress(record.holder?.name ?? words.shell.nobody)
    case 'waiting-requester':
      return said.waitingFor(requester)
    case 'waiting-supplier':
      return said.waitingFor(record.supplier ?? words.terms.states['waiting-supplier'])
    case 'waiting-change':
      return said.waitingChange
    case 'waiting-problem':
      return said.waitingProblem
    case 'resolved':
      if (record.held) return said.held
      return record.requester ? said.resolvedFor(requester) : said.resolved
    case 'closed':
      return said.closed[record.closure ?? ''] ?? said.closedPlain
    case 'cancelled':
      return said.cancelled
    default:
      return stateWord(record.state, words)
  }
}

/** Since when it stands so: the latest change of its state among entries, the latest first; null if not among them. */
export function stateSince(entries: readonly Entry[]): string | null {
  return entries.find(({ changes }) => changes.some(({ field }) => field === 'state'))?.at ?? null
}
