/** What speaks for and against giving work to somebody: it comes with the form that asks whom. */
export const candidates = {
  heading: (team: string) => `${team}, by name`,
  fits: 'Nothing speaks against',
  fitsSkills: (skills: string) => `Know ${skills}, nothing speaks against`,
  others: 'Others of the team',
  none: 'Something speaks against everyone of the team; it is said beside each.',
  open: (count: number) =>
    count === 0 ? 'nothing open' : count === 1 ? '1 open record' : `${count} open records`,
  away: (until: string) => `away until ${until}`,
  off: 'not in their working hours',
  working: 'in their working hours',
  unknown: 'working hours not known',
  knows: (skill: string) => `knows ${skill}`,
  teaches: (skill: string) => `teaches ${skill}`,
  helped: (skill: string) => `knows ${skill} with help`,
  expired: (skill: string) => `${skill} has expired`,
  lacks: (skill: string) => `does not list ${skill}`,
}
