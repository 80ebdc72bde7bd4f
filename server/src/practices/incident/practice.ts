import { incident as facts } from '@throughline/contract'
import { definePractice } from '../../spine/practice/index.ts'
import { guards } from './guards.ts'
import { resolutionWish, responseWish } from './incident.ts'
import { deriveIncidents, incidentFields, namedIn } from './present.ts'
import { amendIncident, commented, openIncident, rules } from './rules.ts'

/** The incident practice: its facts and rules, put together. */
export const incident = definePractice({
  facts,
  openedBy: 'requester',
  amendedBy: 'staff',
  merges: true,
  open: openIncident,
  amend: amendIncident,
  rules,
  guards,
  commented,
  clocks: { response: responseWish, resolution: resolutionWish },
  fields: incidentFields,
  named: namedIn,
  derive: deriveIncidents,
})
