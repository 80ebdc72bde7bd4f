import { failedPage, notFoundPage, saidOf } from '../failed.ts'
import { addSignedPage, type Place, type Visit } from '../place.ts'
import { sendPage } from '../respond.ts'
import { recordPage } from './record-page.ts'
import { pathOf, wholeOf } from './records.ts'
import { newKey } from './sent-form.ts'
import type { Beside } from './shown.ts'

export function addRecord(place: Place): void {
  addSignedPage(place, '/portal/:ref', (visit) =>
    showRecord(visit, { done: visit.query('done'), file: visit.query('file') }),
  )
}

/** One record, or that there is none: of what is not theirs to see people are told nothing else. */
export async function showRecord({ visitor, reply, params }: Visit, beside: Beside) {
  const path = pathOf(params.ref ?? '')
  const whole = path === null ? null : await wholeOf(visitor.api, path)
  if (whole === null || whole.status === 404) return sendPage(reply, notFoundPage(visitor), { status: 404 })
  if (whole.body === null) {
    const text = whole.problem ? saidOf(visitor.words, whole.problem) : ''
    return sendPage(reply, failedPage(visitor, text), { status: whole.status })
  }
  const { status = 200, key = newKey() } = beside
  return sendPage(reply, recordPage(visitor, whole.body, { ...beside, key }), {
    status,
    kept: status === 200,
  })
}
