import { aGroup, aTerminal, type Case, oneOfUs } from './case.ts'

const at = { service: 'booking', team: 'booking', category: 'Booking' } as const

export const booking: readonly Case[] = [
  {
    ...at,
    from: ['terminal', 'office'],
    weight: 9,
    symptom: 'booking not found',
    grave: oneOfUs,
    desk: 0.35,
    titles: [
      'ac|Booking {ref} cannot be found at check-in',
      'ac|Customer has a confirmation but {ref} is not in the system',
      'ac|{ref} not found',
      'b|Booking gone after a change of date',
    ],
    texts: [
      'ac|{customer} stands here with a printed confirmation for {sail}, and the search gives nothing for {ref}. Tried the surname too.',
      'a|Reference {ref}, {route}. The customer paid on Sunday and has the mail. We get "no such booking". I have let them board on a paper slip for now.',
      'b|After I moved {ref} to {sail} it disappeared from the list. I can see the payment, not the booking.',
    ],
    asks: [
      [
        "a|Is the confirmation from our own website or from a travel agent? The agent's name is in the footer of the mail.",
        'From an agent, it says Nordic Breaks at the bottom.',
      ],
      [
        'a|Could you send me the time of the confirmation mail? Then I can find the attempt in the log.',
        'The mail is from 21:14 on Sunday.',
      ],
    ],
    finds: [
      'b|In the table, but without a sailing: the change was stored half.',
      "a|Agent's feed delivered it twice, the second one cancelled the first.",
    ],
    fixes: [
      [
        'fixed',
        'b|The booking had lost its sailing when it was changed. We put it back on {sail} and sent the confirmation again.',
      ],
      [
        'answered',
        'ac|It was booked under the travel agent\'s own reference. Searching for the surname and "all agents" finds it; the other reference is now noted on it.',
      ],
    ],
  },
  {
    ...at,
    from: ['office', 'terminal'],
    weight: 6,
    symptom: 'price',
    grave: oneOfUs,
    desk: 0.15,
    titles: [
      'a|Wrong price for a {route} crossing with a campervan',
      'a|Price jumps by {amount} between page 2 and 3',
      'c|Child fare charged as adult on {ref}',
      'b|Discount code for the loyalty club not accepted',
    ],
    texts: [
      'a|On the first page it says one price, when paying it is {amount} more. Customer {customer} is annoyed, and rightly. Reference {ref}.',
      "a|The fare for a vehicle over 6 m on {route} seems to be last year's. I compared with the sheet from Revenue.",
      'c|The child is eleven, and it is charged as an adult. {ref}, {route}.',
      'b|The code is valid until the end of the month, it says "expired". Three customers today.',
    ],
    asks: [
      ['a|Which browser and which language of the site did the customer use?', 'Chrome, the Dutch pages.'],
      ["c|Do you have the customer's loyalty number?", 'It is {case}77, silver.'],
    ],
    finds: [
      'ab|Cache of fares on the second web server is from before the last price list.',
      'c|Rule for children counts years at the day of booking, not at the day of sailing.',
    ],
    fixes: [
      [
        'fixed',
        'ab|One of two servers still had the old fares. Fares were reloaded, and {amount} goes back to the customer.',
      ],
      ['configured', 'a|The length band was missing in the new fare table. Added and tested with {ref}.'],
      ['fixed', 'c|The age is taken on the day of sailing again. The difference on {ref} has been refunded.'],
    ],
  },
  {
    ...at,
    from: ['terminal', 'office'],
    weight: 8,
    symptom: 'slow',
    grave: aGroup,
    desk: 0.1,
    titles: [
      'Booking very slow this morning',
      'Search for sailings takes half a minute',
      'booking screens hang, queue at check-in',
      'Everything in Booking is slow',
    ],
    texts: [
      'Every click takes 20 to 30 seconds. {many} cars in the queue for {sail}.',
      'Opening a booking takes for ever, on all desks in {port}. Mail and intranet are fine.',
      'It is always like this between eight and nine lately, today worse.',
    ],
    asks: [
      [
        'Is it slow for searching only, or also when you open a booking you have the reference of?',
        'Mostly when searching. With the reference it is quick.',
      ],
    ],
    finds: [
      'Report of Revenue running against the live database since 07:50.',
      'One of the application servers swaps. Taken out of the pool.',
    ],
    fixes: [
      [
        'restarted',
        'One of the application servers had run out of memory. It was restarted; searches take less than a second again.',
      ],
      ['fixed', 'A large report was running on the live database. It was stopped and now runs at night.'],
    ],
  },
  {
    ...at,
    from: ['office'],
    weight: 5,
    symptom: 'confirmation',
    grave: oneOfUs,
    desk: 0.4,
    titles: [
      'b|Confirmation mails not arriving',
      'a|Customer did not get a confirmation for {ref}',
      'b|No confirmation since last night?',
    ],
    texts: [
      'a|{customer} has called twice. Paid, no mail, also not in spam. Reference {ref}.',
      'b|Nobody who booked yesterday evening seems to have a mail. The call centre gets about ten calls an hour because of it.',
    ],
    asks: [['a|To which address should it have gone? I only need what stands behind the @.', 'hotmail.com']],
    finds: ['b|Mail provider defers us: too many at once after the newsletter.'],
    fixes: [
      [
        'answered',
        "a|The mail was in the customer's second mailbox. I sent the confirmation for {ref} again, and it has arrived.",
      ],
      [
        'fixed',
        'b|The outgoing queue had stopped on one address that could not be written to. It is running again, and all delayed confirmations are out.',
      ],
    ],
  },
  {
    ...at,
    from: ['terminal'],
    weight: 6,
    symptom: 'check-in',
    grave: aTerminal,
    desk: 0.25,
    titles: [
      'a|Check-in desk {n} cannot print boarding passes',
      'b|Boarding cards without barcode',
      'c|check in frozen at desk {n}',
      'd|Cannot close check-in for {sail}',
    ],
    texts: [
      'ab|Since the start of the shift the boarding cards come out with an empty field where the code should be. The gates will not read them.',
      'd|We cannot close {sail}, it says {n} bookings are still "in progress". They have all boarded.',
      'c|The screen stands still after the passport step. Restarted twice.',
    ],
    asks: [['ab|Do all desks have it, or only this one?', 'Only this one, the others are fine.']],
    finds: [
      'd|{n} bookings locked by a session of yesterday.',
      'b|Print template of the last release has lost the font for the code.',
    ],
    fixes: [
      ['fixed', "d|Yesterday's sessions held {n} bookings. They were released, and {sail} could be closed."],
      [
        'configured',
        'ab|The desk used an old print template. It has the right one now; test card printed and read at the gate.',
      ],
      [
        'restarted',
        'c|The check-in program at this desk had lost its connection. After a restart it prints again.',
      ],
    ],
  },
  {
    ...at,
    from: ['office'],
    weight: 4,
    symptom: 'rights',
    grave: oneOfUs,
    desk: 0.7,
    titles: [
      'a|Cannot refund more than 50 euro',
      'b|Need rights to change freight bookings',
      'c|No access to the group booking screen',
    ],
    texts: [
      'a|Since I moved to Customer care I can see refunds but the button is grey.',
      'bc|My colleague {customer} is on leave, I stand in, and the button is not there for me.',
    ],
    fixes: [
      ['configured', 'ab|Your role in Booking now includes this. Sign out and in again once.'],
      ['configured', 'bc|Added you to the group after your manager agreed on the phone.'],
    ],
  },
]
