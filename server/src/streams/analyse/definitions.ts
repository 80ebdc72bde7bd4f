/** What a figure is, and where its definition comes from; `source` is null where it is our own. */
export type Definition = { name: string; means: string; source: string | null }

/** Of each figure in `Analysis`, for whoever asks. Reports show these words and no others. */
export const definitions = {
  caseDuration: {
    name: 'Case duration',
    means: 'From the first to the last event of a case, closing administration included.',
    source: 'van der Aalst, Process Mining, 2016, 9.4 (flow time)',
  },
  firstOutcome: {
    name: 'Flow time',
    means:
      'From the first event of a case to the first at its outcome, the last state before closing administration. Cases that never reach it are left out.',
    source: null,
  },
  quantiles: {
    name: 'Median, and one in ten',
    means:
      'Half of the values are below the median, nine in ten below the 90 % quantile; between two values by how far it lies from each.',
    source: 'Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996, definition 7',
  },
  variants: {
    name: 'Ways through',
    means: 'Cases with the same activities in the same order go the same way.',
    source: 'van der Aalst, Process Mining, 2016, 5.1 (trace variants)',
  },
  directlyFollows: {
    name: 'Steps',
    means: 'One activity directly after another in a case; its time is from the one event to the other.',
    source: 'van der Aalst, Process Mining, 2016, 5.2 (directly-follows)',
  },
  waiting: {
    name: 'Where time passes',
    means:
      'From an event to the next one of its case, counted for the activity of the first. What follows the last event is not counted.',
    source: null,
  },
  causes: {
    name: 'What time passes for',
    means:
      'Activities by the words in their names, English and German: queue, user, supplier, change, problem, waiting without a reason, work, done. A log tells of states, not of hands: "work" holds every wait that has no state of its own.',
    source: null,
  },
  handovers: {
    name: 'Handovers',
    means:
      'An event of another team than the one before it in its case; events that name no team are passed over. Between people the same.',
    source:
      'van der Aalst, Reijers and Song, Discovering Social Networks from Event Logs, 2005 (handover of work)',
  },
  pingPong: {
    name: 'Ping-pong',
    means:
      'Work that goes from a team to another and straight back: A, B, A among the teams of a case. Its hours are those with B, from the one handover to the other.',
    source: 'BPI Challenge 2013, Volvo IT, question 2',
  },
  firstLine: {
    name: 'Kept in the first line',
    means:
      "Cases that no team of the second or third line ever had, of those with a team. The line is told by a team's name: 2nd, L2, Tier 2, level 3; a team without a mark is the first.",
    source: 'BPI Challenge 2013, Volvo IT, question 1 (push to front)',
  },
  rework: {
    name: 'Work after the outcome',
    means: 'Cases with an event after their first outcome that is neither the outcome nor closing.',
    source: null,
  },
  repeats: {
    name: 'Moves back, and the same again',
    means:
      'Back: an activity that the case had left before. Again: the same activity directly after itself, such as another team in the same state.',
    source: null,
  },
  batching: {
    name: 'In batches',
    means:
      'The same activity by the same person for two cases or more, each within 15 minutes of the end of the one before. Together: at one time; one after another: within the 15 minutes. What is done again in the same case does not count.',
    source: 'Martin and others, Batch Processing: Definition and Event Log Identification, SIMPDA 2015',
  },
  arrivals: {
    name: 'Arrivals',
    means: 'First events of cases, by weekday and hour in the zone of the log.',
    source: null,
  },
  inProgress: {
    name: 'Work in progress, and its age',
    means:
      'Cases that have begun and are not done: not yet at their outcome, nor closed without one. Age is from their first event. An export of closed cases leaves out what was open.',
    source: null,
  },
  little: {
    name: "Little's law",
    means:
      'Cases in progress on average = those that begin in a time × how long they take, over the middle of the log. Where that is off by a tenth, the log does not show a steady desk.',
    source: 'Little, A Proof for the Queuing Formula L = λW, Operations Research 9, 1961',
  },
  months: {
    name: 'Trend',
    means: 'By month in UTC: cases that began, cases that were done, and the median of how long those took.',
    source: null,
  },
  limits: {
    name: 'What chance explains',
    means:
      'Mean of the monthly medians ± 2.66 × their mean moving range, over six or more whole months with ten or more cases done. A month is a signal beyond a limit, or as the eighth of eight on one side of the mean.',
    source: 'Wheeler, Understanding Variation, 1993 (XmR chart)',
  },
  hours: {
    name: 'Working hours',
    means: 'Durations count only the hours that were given, in their zone. Holidays are not known and count.',
    source: null,
  },
  findings: {
    name: 'Findings',
    means:
      'Hours are those of all cases together. A finding needs 30 cases; one is called slower than others only beyond one chance in a hundred by ranks, and where its median is twice as long.',
    source: 'Mann and Whitney, 1947; Wilson, 1927; docs/decisions/0021-findings-stay-silent.md',
  },
} as const satisfies Record<string, Definition>
