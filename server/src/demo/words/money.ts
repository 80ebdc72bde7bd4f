import { aGroup, type Case, oneOfUs } from './case.ts'

const pay = { service: 'payments', team: 'payments', category: 'Payments' } as const
const till = { service: 'tills', team: 'workplace', category: 'Tills' } as const
const roll = { service: 'payroll', team: 'business-apps', category: 'Payroll' } as const

export const money: readonly Case[] = [
  {
    ...pay,
    from: ['office', 'terminal'],
    weight: 7,
    symptom: 'charged twice',
    grave: oneOfUs,
    desk: 0.2,
    titles: ['Customer charged twice for {ref}', 'Double payment {amount}', '{ref} paid two times'],
    texts: [
      '{customer} sends a bank statement: twice {amount} for {ref}, a minute apart.',
      'Card was declined on the first try, the customer tried again, and now both went through. {ref}, {amount} each.',
    ],
    asks: [
      ['Are both marked as booked on the statement, or is one only reserved?', 'One says "pending".'],
      ['Please send me the last four digits of the card, nothing more.', '4471'],
    ],
    finds: [
      'Second one is a reservation that falls away after seven days. Released it by hand.',
      'Bank answered after our timeout; we had asked again with a new number.',
    ],
    fixes: [
      [
        'answered',
        'Only one of the two is booked. The other was a reservation and has been released; it disappears from the statement within two days.',
      ],
      [
        'fixed',
        'The bank had answered too late, and the payment was sent a second time. {amount} is on its way back.',
      ],
    ],
  },
  {
    ...pay,
    from: ['office'],
    weight: 6,
    symptom: 'refund',
    grave: oneOfUs,
    desk: 0.1,
    titles: [
      'a|Refund for {ref} not arrived',
      'a|Refund stuck since last week',
      'a|refund shows as done but customer has nothing',
      'b|Refund to a card that has expired',
    ],
    texts: [
      'a|{customer} cancelled {ref} and waits for {amount}. With us it says "sent".',
      'b|The card the customer paid with is no longer valid. The refund bounces and starts again every night.',
    ],
    asks: [
      [
        'b|Does the customer have another card or a bank account we may send it to? They can enter it on the refund page, please do not write it here.',
        'He has entered an account on the page now.',
      ],
    ],
    finds: ['a|Returned by the bank with code 14, account closed.'],
    fixes: [
      ['fixed', 'b|The refund was sent to the account that the customer gave. The bank has confirmed it.'],
      ['third-party', 'a|The bank had held it for a check. They released it; it arrives tomorrow.'],
    ],
    supplier: ['Meridian Acquiring', 'MA', 'They check on their side why it was returned.'],
  },
  {
    ...pay,
    from: ['terminal', 'crew'],
    weight: 6,
    symptom: 'card reader',
    grave: aGroup,
    desk: 0.35,
    titles: [
      'a|Card reader at desk {n} offline',
      'a|Card payments declined in {port}',
      'a|reader says "no host"',
      'b|Contactless does not work',
    ],
    texts: [
      'a|All cards are declined, foreign and our own. Cash only at the moment, and hardly anybody has cash.',
      'a|The reader shows "no host" after every second card. Restarted it, changed the cable.',
      'b|Contactless gives an error, with chip and PIN it works.',
    ],
    asks: [['a|What is the number on the sticker under the reader?', 'It says 60{case}.']],
    finds: [
      'a|Certificate on this reader ran out last night.',
      'a|Reader had been moved to another socket, which is in the guest network.',
    ],
    fixes: [
      [
        'restarted',
        'a|The reader had lost its session. Restarted from here, two test payments went through.',
      ],
      [
        'replaced',
        'a|The reader was replaced by the spare one at the desk. The old one goes back for repair.',
      ],
      ['configured', 'Renewed the certificate on the reader. Payments work again.'],
    ],
  },
  {
    ...pay,
    from: ['office'],
    weight: 4,
    symptom: 'settlement',
    grave: [
      [2, 2, 3],
      [3, 2, 5],
    ],
    desk: 0,
    titles: [
      'a|Settlement file of yesterday is missing',
      'b|Totals do not match: {amount} difference',
      'b|Voucher sales counted twice in the daily report',
    ],
    texts: [
      'a|Finance cannot close the day. The file that comes at six has not arrived.',
      "b|Between the acquirer's list and ours there is a difference of {amount}. I have marked the lines in the sheet.",
    ],
    asks: [['b|Which day exactly, and in which currency?', 'Yesterday, NOK only. The others match.']],
    finds: ['a|File was there, name had changed by one letter.'],
    fixes: [
      [
        'fixed',
        'a|The file had another name than usual and was left lying. It has been read in, and the name is accepted from now on.',
      ],
      ['third-party', 'b|The acquirer sent a corrected list. The difference was a payment after midnight.'],
    ],
    supplier: ['Meridian Acquiring', 'MA', 'They send the file again.'],
  },
  {
    ...till,
    from: ['crew'],
    weight: 9,
    symptom: 'till down',
    grave: [
      [3, 2, 6],
      [2, 2, 3],
      [2, 1, 1],
    ],
    desk: 0.4,
    titles: [
      'b|Till {till} on {ship} does not start',
      'c|{till} frozen in the shop',
      'b|bar till dead',
      "d|Till shows yesterday's date",
      'd|Till {till}: cannot open a new shift',
    ],
    texts: [
      'b|Black screen after the power cut in the morning. The other tills in the restaurant work.',
      'c|{till} stands still at "synchronising". We sell with paper in the meantime.',
      'd|It does not let me open the shift, the one of yesterday was never closed, and my colleague has left the ship.',
    ],
    asks: [
      ['b|Does the lamp at the back of the till burn?', 'Yes, green, but the screen stays dark.'],
      [
        'b|When does the ship berth next, and is there somebody at the till then?',
        'Tomorrow 09:15 in {port}. I am there until noon.',
      ],
    ],
    finds: [
      'bc|Last contact with this till was during the crossing. Waiting for a better link.',
      'c|Disk full: journal of three months not sent.',
    ],
    fixes: [
      [
        'restarted',
        "cd|Closed yesterday's shift from here and restarted {till}. The paper sales can be entered now.",
      ],
      ['replaced', 'b|Workplace swapped {till} at berth. The journal of the old one was copied over.'],
      ['fixed', 'bc|The till was full of journals it had not sent. They were sent, and it starts normally.'],
    ],
    tasks: ['Bring a spare till to the berth', 'Copy the journal of the old till'],
  },
  {
    ...till,
    from: ['crew'],
    weight: 6,
    symptom: 'prices',
    grave: oneOfUs,
    desk: 0.3,
    titles: [
      'a|Wrong prices in the shop on {ship}',
      'b|Till does not know the new menu',
      'c|Currency NOK missing on {till}',
    ],
    texts: [
      'a|The new price list is on the shelves since Monday, the tills still have the old one.',
      'b|We cannot sell the new menu, nothing behind the buttons. We ring it up as "various" for now.',
      'c|On {route} people want to pay in NOK. The key is gone since the update.',
    ],
    asks: [['a|Which number does the price list on your screen have? Bottom left.', 'It says 118.']],
    finds: ['a|Price list 119 was sent while the ship had no link, and not again.'],
    fixes: [
      ['configured', 'ab|Price list 119 is on all tills of {ship} now. Please check one or two articles.'],
      ['configured', 'c|The currency is back on {till}. It was not in the new profile.'],
    ],
  },
  {
    ...till,
    from: ['crew'],
    weight: 4,
    symptom: 'printer',
    grave: oneOfUs,
    desk: 0.5,
    titles: ['a|Receipt printer prints blank', 'a|No receipts from {till}', 'b|Kitchen printer silent'],
    texts: [
      'a|It pulls the paper but there is nothing on it.',
      'b|Orders from the restaurant do not come out in the kitchen. The waiters run.',
    ],
    fixes: [
      ['answered', 'a|The paper roll was in the wrong way round. It prints again.'],
      ['restarted', 'b|The kitchen printer had lost its address. Restarted, and a test order came out.'],
      ['replaced', 'a|New printer from the stores on board.'],
    ],
  },
  {
    ...roll,
    from: ['crew', 'office'],
    weight: 5,
    symptom: 'payslip',
    grave: oneOfUs,
    desk: 0.25,
    titles: ['a|Payslip of {month} missing', 'b|Overtime not paid', 'd|Cannot open my payslip'],
    texts: [
      'a|Everybody in my department has theirs, I have none.',
      'b|I worked {n} extra days on {ship}, they are in the roster but not on the payslip.',
      'd|It asks for a password that I never got.',
    ],
    asks: [
      [
        'b|Were the extra days entered before the 18th? After that they come with the next run.',
        'On the 20th I think.',
      ],
    ],
    finds: ['b|Record of this person has two contracts, only one is paid.'],
    fixes: [
      [
        'answered',
        'b|The days were entered after the 18th, so they come with the next run. I checked that they are in it.',
      ],
      ['fixed', 'b|The second contract had no end date. Corrected; the difference is paid on Friday.'],
      ['fixed', 'a|It had gone to the address of your old department. It is in your mailbox now.'],
      [
        'answered',
        'd|The password is your date of birth, eight digits. You can change it on the first page.',
      ],
    ],
  },
  {
    ...roll,
    from: ['office'],
    weight: 3,
    symptom: 'interface',
    grave: [
      [2, 2, 4],
      [2, 1, 1],
    ],
    desk: 0,
    titles: [
      'a|Rosters not taken over into Payroll',
      'b|Payroll export to the bank refused',
      'c|Payroll stops at person 412',
    ],
    texts: [
      'a|The nightly transfer from Crew rostering ended with an error. Pay run is in {n} days.',
      'c|It ends at the same person every time, whatever we try.',
      'b|The bank refuses the file: "invalid creditor id".',
    ],
    finds: ['ac|Somebody with a name longer than 40 letters. The old program cannot take it.'],
    fixes: [
      [
        'workaround',
        'ac|The name that was too long has been shortened in the transfer. The run went through.',
        'Shorten names to 40 letters in the transfer file until Payroll is replaced.',
      ],
      ['configured', "b|The bank's new number is in the file now. They have accepted it."],
    ],
  },
]
