/** How a figure is counted, and where its definition comes from. */
export type Definition = { title: string; text: string; source?: string }

export const definitions = {
  findings: {
    title: 'What stands out',
    text: 'What the figures below say, the most hours first. A finding is told only where the log carries it: hours are hours of elapsed time, unless working hours were asked for. The same hours can be in more than one finding.',
  },
  case: {
    title: 'A case',
    text: 'From the first to the last event of a case. The median is the middle one: half of the cases take longer. Averages are pulled up by few long cases.',
  },
  outcome: {
    title: 'Until the outcome',
    text: 'From the first event of a case to its first one at the outcome: the last stage before closing administration, guessed by its name, or as --outcome says. Cases that never came there are left out.',
  },
  handovers: {
    title: 'Handed to another team',
    text: 'Neighbouring events of a case with the same team are one run; events that name no team do not end it. Each change from one run to the next is a handover.',
  },
  pingPong: {
    title: 'Straight back',
    text: 'Among the runs of teams of a case: from A to B and straight back to A. The medians compare cases in which that happened with those in which it did not; harder cases may be the reason for both.',
  },
  rework: {
    title: 'Work went on after the outcome',
    text: 'Cases that had been at the outcome once and then had an event that is neither the outcome nor closing administration (closed, cancelled, archived).',
  },
  firstLine: {
    title: 'Kept by the first line',
    text: 'Cases that no team of the second or third line ever had, of those with a team. The line is read from the names of teams (2nd, L2, Tier 3 …); a team whose name tells none is counted as first line.',
  },
  map: {
    title: 'The map',
    text: 'A directly-follows graph: an arrow leads from one activity to the one directly after it in the same case. Time at an activity runs from its event to the next event of the case. Two activities beside each other need not both happen, and an arrow does not say that one causes the other.',
    source:
      'W. van der Aalst, Process Mining (2016), 5.2; the layout is that of ELK, after K. Sugiyama and others (1981)',
  },
  causes: {
    title: 'What time passes for',
    text: 'All time between the events of cases, by what the name of the activity says: waiting in a queue, for the user, a supplier, a change or a problem; waiting untold; done; everything else counts as in work, although somebody may be waiting there, too.',
  },
  waiting: {
    title: 'Where the time goes',
    text: 'Time at an activity runs from its event to the next event of the case, and is added up over all cases. What passes after the last event of a case is not counted.',
  },
  variants: {
    title: 'Ways through',
    text: 'Two cases go the same way if they have the same activities in the same order. Where events bear the same time, their order is that of the file.',
    source: 'W. van der Aalst, Process Mining (2016), 5.2',
  },
  trend: {
    title: 'Month by month',
    text: 'The median time of the cases that were done in a month, from their beginning. The first and the last month may be cut by the export and do not count for the limits. Limits: mean ± 2.66 × mean moving range; a mark beyond them, or the eighth in a row on one side of the mean, is hardly chance. Everything between is the ordinary up and down.',
    source: 'D. J. Wheeler, Understanding Variation (1993)',
  },
  inProgress: {
    title: 'Work in progress',
    text: 'Cases that had begun and were not done, at 100 instants over the time of the log, and how old they were on average. A log that holds only what began or ended in a period begins, and ends, too low.',
  },
  little: {
    title: 'Little’s law',
    text: 'Cases in progress = arrivals × time taken, over the middle three fifths of the log. Where the two sides differ much, work piles up, is never closed, or the log is cut.',
    source: 'J. D. C. Little, Operations Research 9 (1961)',
  },
  arrivals: {
    title: 'When cases begin',
    text: 'The first event of each case, by weekday and hour in the zone that is named.',
  },
  reading: {
    title: 'How the file was read',
    text: 'Format, columns, order of dates and zone are guessed from the content. Each guess can be corrected: see throughline streams analyse --help.',
  },
} as const satisfies Record<string, Definition>

export type Defined = keyof typeof definitions
