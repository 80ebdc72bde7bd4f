/** Where people of Kestrel Ferries work. Offices and terminals are in ports; a ship is wherever it sails. */
export const ports = [
  { name: 'North Shields', code: 'NSH', zone: 'Europe/London' },
  { name: 'IJmuiden', code: 'IJM', zone: 'Europe/Amsterdam' },
  { name: 'Esbjerg', code: 'EBJ', zone: 'Europe/Copenhagen' },
  { name: 'Kristiansand', code: 'KRS', zone: 'Europe/Oslo' },
  { name: 'Zeebrugge', code: 'ZEE', zone: 'Europe/Brussels' },
] as const

export const ships = [
  'MV Kestrel Dawn',
  'MV Kestrel Tide',
  'MV Kestrel Sound',
  'MV Kestrel Isle',
  'MV Kestrel Star',
  'MV Kestrel Wind',
] as const

export const routes = [
  'North Shields–IJmuiden',
  'North Shields–Esbjerg',
  'North Shields–Kristiansand',
  'Zeebrugge–North Shields',
  'Esbjerg–Kristiansand',
] as const

export const offices = [
  'Finance',
  'Freight sales',
  'Crewing',
  'Marketing',
  'Customer care',
  'Marine operations',
  'Purchasing',
  'Revenue',
  'Legal',
  'People and pay',
] as const

export const homeZone = 'Europe/London'
