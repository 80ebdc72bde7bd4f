import type { candidates as en } from '../en/candidates.ts'

export const candidates: typeof en = {
  heading: (team) => `${team}, nach Namen`,
  fits: 'Nichts spricht dagegen',
  fitsSkills: (skills) => `Mit Kenntnis von ${skills}, nichts spricht dagegen`,
  others: 'Weitere im Team',
  none: 'Gegen alle im Team spricht etwas; es steht jeweils dabei.',
  open: (count) =>
    count === 0 ? 'nichts offen' : count === 1 ? '1 offener Vorgang' : `${count} offene Vorgänge`,
  away: (until) => `abwesend bis ${until}`,
  off: 'außerhalb der Arbeitszeit',
  working: 'in der Arbeitszeit',
  unknown: 'Arbeitszeit nicht bekannt',
  knows: (skill) => `kennt ${skill}`,
  teaches: (skill) => `lehrt ${skill}`,
  helped: (skill) => `kennt ${skill} mit Hilfe`,
  expired: (skill) => `${skill} ist abgelaufen`,
  lacks: (skill) => `nennt ${skill} nicht`,
}
