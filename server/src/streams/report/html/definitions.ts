import { definitions as figures } from '../../analyse/definitions.ts'

/** The words of all reports, and of what only this page has. */
export const definitions = {
  ...figures,
  map: {
    name: 'The map',
    means:
      'An arrow leads from one activity to the one directly after it in the same case. Time at an activity is that from its event to the next one of the case. Two activities beside each other need not both happen, and an arrow does not say that one causes the other. At first only the steps are shown that are taken most or take most time.',
    source:
      'van der Aalst, Process Mining, 2016, 5.2 (directly-follows); drawn by ELK, layered after Sugiyama, Tagawa and Toda, 1981',
  },
  reading: {
    name: 'How the file was read',
    means:
      'Format, columns, the order of day and month, and the zone are guessed from the content. Each guess can be corrected by an option: throughline streams analyse --help.',
    source: null,
  },
} as const

export type Defined = keyof typeof definitions
