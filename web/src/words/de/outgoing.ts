import type { outgoing as en } from '../en/outgoing.ts'

export const outgoing: typeof en = {
  wish: {
    title: 'Wann sie kommen',
    digest: 'Mails kommen',
    every: { 'at-once': 'sofort', hour: 'gesammelt jede Stunde', day: 'gesammelt einmal am Tag' },
    at: 'Um',
    quiet: 'Ruhezeit',
    quietOn: 'Nichts in meiner Ruhezeit',
    from: 'Von',
    to: 'Bis',
    hint: (zone) => `Nach der Uhr von ${zone}. Was eilt, etwa eine Eskalation, kommt trotzdem sofort.`,
    same: 'Sie darf nicht enden, wann sie beginnt.',
  },
}
