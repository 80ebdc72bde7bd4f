import { aGroup, type Case, oneOfUs } from './case.ts'

const roster = { service: 'rostering', team: 'business-apps', category: 'Crew rostering' } as const
const crm = { service: 'crm', team: 'business-apps', category: 'Customer records' } as const
const edi = { service: 'freight-edi', team: 'business-apps', category: 'Freight EDI' } as const
const data = { service: 'warehouse', team: 'platform', category: 'Reports' } as const
const site = { service: 'intranet', team: 'business-apps', category: 'Intranet' } as const

export const work: readonly Case[] = [
  {
    ...roster,
    from: ['crew', 'office'],
    weight: 8,
    symptom: 'roster',
    grave: oneOfUs,
    desk: 0.25,
    titles: [
      'a|My roster for next week is empty',
      'b|Swap with a colleague not shown',
      'c|Roster says {ship}, I am on another ship',
      'c|Rest hours counted wrong',
      'd|cannot accept a swap on my phone',
    ],
    texts: [
      'a|It was there yesterday. Now the week is white.',
      'b|We agreed on a swap and both pressed "accept". It still says pending.',
      'c|It counts my rest on {ship} as work, and now the planner cannot give me the next trip.',
      'd|On the phone the button is under the edge of the screen.',
    ],
    asks: [
      ['b|With whom did you swap, and for which trip?', 'With Benjie, the trip on Saturday.'],
      ['d|Which phone do you use?', 'An older Samsung, A32.'],
    ],
    finds: [
      'a|Planner published the week, and took it back ten minutes later.',
      'c|Time zone of the ship set to Oslo instead of London.',
    ],
    fixes: [
      [
        'answered',
        'a|The week is being planned anew and comes back tomorrow at noon. Your trips do not change.',
      ],
      ['fixed', 'b|The swap was stuck between the two of you. It is through now, and Crewing knows.'],
      [
        'workaround',
        'd|The button lies outside the screen on small phones. Turning the phone sideways shows it.',
        'Turn the phone sideways.',
      ],
      [
        'configured',
        "c|The ship's clock was an hour off in the roster. Rest hours are counted anew for everybody on {ship}.",
      ],
    ],
  },
  {
    ...roster,
    from: ['office'],
    weight: 4,
    symptom: 'planning',
    grave: aGroup,
    desk: 0,
    titles: ['a|Planning board does not load for {ship}', 'b|Certificates check stops the roster'],
    texts: [
      'a|The board turns and turns. For the other ships it opens.',
      'b|It says the medical of {n} people has run out, but they renewed it in spring.',
    ],
    asks: [
      [
        'b|Could you send me a list of the people it complains about?',
        'Attached to my mail of this morning, {n} names.',
      ],
    ],
    finds: ['b|Import of certificates stopped at the first unknown doctor.'],
    fixes: [
      ['fixed', 'b|The import of certificates had stopped. It ran through, and nobody is blocked any more.'],
      ['fixed', 'a|One person had two open trips at the same time, on which the board choked. Corrected.'],
    ],
    change: 'New version of the planning board',
  },
  {
    ...crm,
    from: ['office'],
    weight: 7,
    symptom: 'customer record',
    grave: oneOfUs,
    desk: 0.3,
    titles: [
      'a|Customer twice in the system',
      'b|Complaint {case} cannot be closed',
      'c|Mails from customers not in their record',
      'a|Two records for the same customer',
    ],
    texts: [
      'a|{customer} exists twice, once with the loyalty number and once with the bookings. Please join them.',
      'b|When I close {case} it says a field is missing, but all are filled.',
      'c|The answers of customers end up in the shared mailbox, not in the case.',
    ],
    asks: [['a|Which of the two should stay?', 'The one with the loyalty number, please.']],
    finds: ['b|Hidden field "reason 2" became mandatory in the last release.'],
    fixes: [
      ['fixed', 'a|Joined the two records. Bookings, points and complaints are all in one now.'],
      [
        'configured',
        'b|A field that is not on the screen had become mandatory. It is not any more, {case} is closed.',
      ],
      [
        'configured',
        'c|The rule that sorts mails into cases had been switched off with the mailbox move. On again, and the last two days were sorted in.',
      ],
    ],
  },
  {
    ...crm,
    from: ['office'],
    weight: 3,
    symptom: 'export',
    grave: oneOfUs,
    desk: 0.15,
    titles: [
      'a|Newsletter list has people who unsubscribed',
      'b|Export of complaints stops at 10,000 rows',
      'c|Points of the loyalty club not added',
    ],
    texts: [
      'a|{n} customers who had unsubscribed got the last newsletter. Legal is asking.',
      'b|I need all complaints of the year, the file ends in the middle of March.',
      'c|Crossings of last month have given no points.',
    ],
    finds: ['c|Job that adds points ended on a booking without a person.'],
    fixes: [
      [
        'fixed',
        'a|The list was made before the nightly update of consents. It is made after it now; Legal has the {n} names.',
      ],
      [
        'answered',
        'b|The export has a limit of 10,000 rows. I sent you the year in two files; the article says how.',
      ],
      ['fixed', 'c|The points were added tonight, for all crossings that were missing.'],
    ],
  },
  {
    ...edi,
    from: ['office'],
    weight: 6,
    symptom: 'order rejected',
    grave: [
      [3, 2, 5],
      [2, 2, 3],
    ],
    desk: 0.05,
    titles: [
      'a|Order {order} of {haulier} rejected',
      'a|No orders from {haulier} since noon',
      'b|EDI: dangerous goods class missing',
      'b|Manifest for {sail} incomplete',
    ],
    texts: [
      'a|{haulier} says they sent it, we have nothing. They have {n} trailers on the road.',
      'b|The manifest lacks the dangerous goods. Customs will not accept it like this.',
      'a|Every order of {haulier} comes back with "unknown unit".',
    ],
    asks: [
      [
        'a|Can {haulier} send you the file as they sent it? As an attachment to this, please.',
        'Attached to the mail from them, I have forwarded it to the Desk.',
      ],
    ],
    finds: ['a|They changed the code of the unit from TRL to TR without telling anybody.'],
    fixes: [
      ['third-party', 'a|Tidewater had a queue that stood still. All orders of {haulier} came in at once.'],
      ['configured', 'a|The new code of {haulier} is accepted. {order} went through.'],
      [
        'workaround',
        'The order was entered by hand so that the trailers could sail.',
        'Enter the order by hand under "spot" and write the EDI number into the remarks.',
      ],
    ],
    supplier: ['Tidewater Systems', 'TW-', 'They see the file and look for where it stops.'],
  },
  {
    ...data,
    from: ['office'],
    weight: 6,
    symptom: 'report',
    grave: [
      [3, 3, 5],
      [3, 2, 4],
    ],
    desk: 0.15,
    titles: [
      'a|Revenue report is from Friday',
      'b|Figures in the dashboard do not match',
      'c|Report of load factors empty',
    ],
    texts: [
      'a|It says "as of Friday" at the bottom. The meeting is at ten.',
      'b|The number of passengers in the dashboard and in Booking differ by {many}.',
      'c|For {route} the report is empty since the beginning of the month.',
    ],
    asks: [
      [
        'b|Which of the two do you compare with: booked or boarded?',
        'Booked. Ah, the dashboard says boarded?',
      ],
    ],
    finds: ['a|Load of Saturday still running, waits for a lock.'],
    fixes: [
      ['fixed', 'a|The nightly load had not finished. It was started again, and the report is of today.'],
      ['answered', 'b|The dashboard counts who boarded, Booking who booked. The difference are no-shows.'],
      [
        'fixed',
        'c|The route got a new code and was left out of the report. It is in again, back to the first.',
      ],
    ],
  },
  {
    ...site,
    from: ['office', 'terminal', 'crew'],
    weight: 4,
    symptom: 'page',
    grave: [
      [3, 3, 8],
      [3, 2, 2],
    ],
    desk: 0.6,
    titles: [
      "a|Canteen plan is last week's",
      'b|Leave form does not send',
      'c|My picture in the directory is somebody else',
      'd|Intranet search finds nothing',
    ],
    texts: [
      'a|Small thing: the canteen plan has not changed since last Monday.',
      'b|I fill in the leave form, press send, and the page is empty again. Did it go out or not?',
      'd|Whatever I type, it says "no results". Even my own name.',
      'c|In the staff directory my name has the face of a colleague. Funny, but still.',
    ],
    fixes: [
      ['fixed', "b|The form did not accept dates across the year's end. It does now, and I sent yours in."],
      ['answered', 'a|The canteen puts it up on Mondays after nine. It is there now.'],
      ['fixed', 'c|The two pictures had been swapped. They are right now, sorry about that.'],
      ['restarted', 'd|The search had not been indexing since the weekend. It finds things again.'],
    ],
  },
]
