import type { words as en } from '../en/index.ts'
import { call } from './call.ts'
import { desk } from './desk.ts'
import { major } from './major.ts'
import { merge } from './merge.ts'
import { now } from './now.ts'
import { problems } from './problems.ts'
import { record } from './record.ts'
import { shell } from './shell.ts'
import { terms } from './terms.ts'

export const words: typeof en = { call, desk, major, merge, now, problems, record, shell, terms }
