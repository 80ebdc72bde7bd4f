const plural = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`

/** Merging records of the same, taking one out again, parting what holds two things. */
export const merge = {
  merge: 'Merge…',
  title: (ref: string) => `Merge ${ref} with another`,
  titleMany: (count: number) => `Merge ${count} incidents`,
  with: 'With which one',
  suggestions: 'May be the same',
  stays: 'Which one stays?',
  staying: 'stays',
  going: 'is merged into it',
  nothingSaid: 'No description.',
  what: 'What will happen',
  leaves: (count: number, into: string) =>
    count === 1
      ? `It leaves queues and counts, and is worked on in ${into}. Its clocks stop, neither met nor missed.`
      : `They leave queues and counts, and are worked on in ${into}. Their clocks stop, neither met nor missed.`,
  tells: (names: string, into: string) =>
    `${names} will be told. What you answer in ${into} in public is read there too; nothing else of ${into} is.`,
  keeps: (into: string) =>
    `All that was written, the files and the people stay where they are, and are shown in ${into} as well.`,
  back: 'Un-merge brings it back as it was, whenever you want.',
  submit: (count: number, into: string) =>
    count === 1 ? `Merge into ${into}` : `Merge ${count} into ${into}`,
  done: (count: number, into: string) =>
    count === 1 ? `Merged into ${into}` : `${count} merged into ${into}`,
  pickFirst: 'Choose the other one first.',
  unmerge: 'Un-merge',
  unmergeOne: (ref: string) => `Un-merge ${ref}`,
  unmerged: (ref: string) => `${ref} stands by itself again`,
  heading: (count: number) => `Merged into this (${count})`,
  isMerged: (ref: string) => `${ref} is merged into`,
  into: (ref: string, title: string) => `${ref} is merged into this: ${title}`,
  hidden: 'It is in no queue, and its clocks stand. What is written here is shown there.',
  itself: (ref: string) => `Show ${ref} itself`,
  reportedBy: (name: string) => `reported by ${name}`,
  inRecord: (ref: string) => `in ${ref}`,
  notSame: 'Not the same',
  notSameAs: (ref: string) => `Not the same as ${ref}`,
  why: {
    service: 'same service',
    requester: 'same requester',
    words: (words: string) => `both say ${words}`,
    quoted: (word: string) => `“${word}”`,
    and: 'and',
    atOnce: 'opened at the same time',
    apart: (time: string) => `opened ${time} apart`,
  },
  split: {
    title: 'Split off a part…',
    heading: (ref: string) => `Split off a part of ${ref}`,
    hint: 'Opens a new incident. What you choose below is read there too; nothing is taken away here.',
    subject: 'Subject of the new one',
    description: 'What it is about',
    requester: 'For whom',
    entries: 'What it takes along',
    none: 'Nobody has written anything here yet.',
    submit: 'Open the new one',
    done: (ref: string) => `${ref} is opened`,
    chosen: (count: number) => plural(count, 'entry', 'entries'),
  },
}
