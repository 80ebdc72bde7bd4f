/**
 * Who works in Kestrel Ferries' IT: the first of each team leads it. `hours` say when a team is there; who is on call
 * comes at night for what cannot wait.
 */
export const teams = [
  {
    key: 'service-desk',
    name: 'Service Desk',
    line: 1,
    hours: 'desk-hours',
    people: [
      'Maeve Gallagher',
      'Callum Reid',
      'Priya Nair',
      'Jonas Lindqvist',
      'Tomasz Wójcik',
      'Sanne de Vries',
      'Aisha Rahman',
      'Luca Marchetti',
      'Hanna Kowalska',
    ],
  },
  {
    key: 'booking',
    name: 'Booking',
    line: 2,
    hours: 'office',
    people: [
      'Freya Mortensen',
      'Daniel Okafor',
      'Elif Yıldız',
      'Marek Novák',
      'Rhiannon Pugh',
      'Stijn Claes',
    ],
  },
  {
    key: 'payments',
    name: 'Payments',
    line: 2,
    hours: 'office',
    people: ['Anneke Bakker', 'Vikram Shah', 'Ciara Doyle', 'Lukas Brandt'],
  },
  {
    key: 'platform',
    name: 'Platform',
    line: 2,
    hours: 'office',
    people: ['Mikkel Sørensen', 'Nadia Benali', 'Euan Macleod', 'Ioana Popescu', 'Ruben Vermeulen'],
  },
  {
    key: 'network',
    name: 'Network',
    line: 2,
    hours: 'office',
    people: ['Solveig Haugen', 'Grzegorz Zając', 'Owen Pritchard', 'Fatima El Amrani'],
  },
  {
    key: 'workplace',
    name: 'Workplace',
    line: 2,
    hours: 'desk-hours',
    people: ['Kirsty Donaldson', 'Bram Jansen', 'Joana Ferreira', 'Piotr Mazur'],
  },
  {
    key: 'business-apps',
    name: 'Business Apps',
    line: 2,
    hours: 'office',
    people: ['Helen Armstrong', 'Rasmus Holm', 'Meera Iyer', 'Yannick Dubois'],
  },
  {
    key: 'service-management',
    name: 'Service Management',
    line: 3,
    hours: 'office',
    people: ['Gareth Llewellyn', 'Birgit Andersen', 'Samuel Adeyemi', 'Charlotte Peeters'],
  },
] as const

export type TeamKey = (typeof teams)[number]['key']

/** Who answers for which teams; they are managers, everybody else in a team is an agent. */
export const managers: Readonly<Record<TeamKey, string>> = {
  'service-desk': 'Gareth Llewellyn',
  booking: 'Freya Mortensen',
  payments: 'Freya Mortensen',
  platform: 'Mikkel Sørensen',
  network: 'Mikkel Sørensen',
  workplace: 'Gareth Llewellyn',
  'business-apps': 'Birgit Andersen',
  'service-management': 'Gareth Llewellyn',
}

/** Leads the Desk's shift. */
export const shiftLead = 'Callum Reid'

export const administrator = 'Ingrid Solberg'

/** Who can sign in when the demo is loaded, and what they are there to show. The last two are requesters. */
export const signIns = [
  { name: administrator, shows: 'administrator: settings, people, audit' },
  { name: 'Priya Nair', shows: 'agent at the Service Desk' },
  { name: 'Callum Reid', shows: 'shift lead of the Service Desk' },
  { name: 'Elif Yıldız', shows: 'resolver in Booking' },
  { name: 'Nadia Benali', shows: 'resolver in Platform' },
  { name: 'Birgit Andersen', shows: 'incident manager' },
  { name: 'Anna Thorvaldsen', shows: 'requester: check-in, North Shields' },
  { name: 'Ramon Villanueva', shows: 'requester: chief purser, MV Kestrel Tide' },
] as const
