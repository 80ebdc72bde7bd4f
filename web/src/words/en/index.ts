import { call } from './call.ts'
import { desk } from './desk.ts'
import { now } from './now.ts'
import { record } from './record.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { terms } from './terms.ts'

export const words = { call, desk, now, record, settings, shell, terms }
