import { incident as facts } from '@throughline/contract'
import { definePractice } from '../../spine/practice/index.ts'
import { resolutionWish, responseWish } from './incident.ts'
import { majorGuards } from './major.ts'
import { deriveIncidents, incidentFields, namedIn } from './present.ts'
import { amendIncident, commented, openIncident, rules } from './rules.ts'

/** The incident practice: its facts and rules, put together. */
export const incident = definePractice({
  facts,
  openedBy: 'requester',
  amendedBy: 'staff',
  open: openIncident,
  amend: amendIncident,
  rules,
  guards: majorGuards,
  commented,
  clocks: { response: responseWish, resolution: resolutionWish },
  fields: incidentFields,
  named: namedIn,
  derive: deriveIncidents,
})
