import { type Handler, timerHandler } from '../../spine/jobs/index.ts'
import { closeWithParent, noteParentReopened } from './follow-family.ts'
import { followLateWords } from './follow-late-words.ts'
import { majorFollowers } from './follow-major.ts'
import { freeMerged, reopenMerged, resolveMerged } from './follow-merged.ts'
import { incidentNotices } from './follow-notices.ts'
import { reportAgain } from './follow-recurs.ts'
import { actionsAreTasks } from './major-actions.ts'
import { majorNotices, passPostsOn } from './major-notices.ts'
import { incidentTimers } from './ticks.ts'

/** What follows from incidents' entries within the practice; what follows elsewhere is in handoffs/. */
export const incidentFollowers: readonly Handler[] = [
  timerHandler(incidentTimers),
  incidentNotices,
  reportAgain,
  closeWithParent,
  noteParentReopened,
  resolveMerged,
  reopenMerged,
  freeMerged,
  followLateWords,
  ...majorFollowers,
  majorNotices,
  passPostsOn,
  actionsAreTasks,
]
