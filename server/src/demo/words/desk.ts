import { type Case, oneOfUs } from './case.ts'

const id = { service: 'identity', team: 'platform', category: 'Sign-in and access' } as const
const mail = { service: 'mail', team: 'workplace', category: 'Mail and calendar' } as const
const kit = { service: 'laptops', team: 'workplace', category: 'Laptops and printers' } as const

const anyone = ['crew', 'terminal', 'office'] as const

export const desk: readonly Case[] = [
  {
    ...id,
    from: anyone,
    weight: 16,
    symptom: 'password',
    grave: oneOfUs,
    desk: 0.94,
    titles: [
      'a|Password expired while at sea',
      'b|Locked out after my leave',
      'c|Forgot my password, sorry',
      'b|Account locked',
      "a|cannot sign in on the ship's computer",
      'd|Password reset mail does not arrive',
    ],
    texts: [
      'a|Three weeks off and now it takes none of my passwords.',
      'b|It says "account locked, contact your administrator".',
      'd|The reset mail goes to my work mail, which I cannot open without the password.',
      'c|I changed it on Friday and have forgotten to what.',
    ],
    fixes: [
      [
        'answered',
        'ac|Checked identity by employee number and line manager, set a first password; {first} chose a new one during the call.',
      ],
      [
        'configured',
        'b|Unlocked the account. An old password was stored on the phone and kept locking it; removed there.',
      ],
      ['answered', 'd|Walked through the reset by text message, which works without mail.'],
    ],
  },
  {
    ...id,
    from: anyone,
    weight: 8,
    symptom: 'second factor',
    grave: oneOfUs,
    desk: 0.8,
    titles: [
      'a|New phone, authenticator gone',
      'b|Code from the app is refused',
      'c|Second factor asks for a number I no longer have',
      'd|Lost my phone in {port}',
    ],
    texts: [
      'a|I changed phones at the weekend, and the app on the new one is empty.',
      'b|The codes are refused, one after the other. Time on the phone is right.',
      'd|It must have fallen out in the terminal. It had the authenticator on it.',
      'c|The text goes to my Danish number, which I gave back.',
    ],
    asks: [
      [
        'd|Can your manager confirm to us that it is you? A short mail is enough.',
        'My manager has just written to you.',
      ],
    ],
    fixes: [
      [
        'configured',
        'acd|Second factor reset after checking with the manager; {first} registered the new phone while we talked.',
      ],
      [
        'answered',
        "b|The phone's clock was three minutes off. Set to automatic, and the codes are accepted.",
      ],
    ],
  },
  {
    ...id,
    from: ['office', 'terminal'],
    weight: 6,
    symptom: 'access',
    grave: oneOfUs,
    desk: 0.45,
    titles: [
      'a|No access to the folder of {place}',
      'b|Badge does not open the freight gate',
      'a|Need access to the shared drive',
      'a|Moved departments, still have the old rights only',
    ],
    texts: [
      'a|I have been in the department for two weeks and still cannot open the folder.',
      'b|My badge worked until Friday. Security lets me in, but they are getting tired of it.',
      'a|I am told I am not in the right group.',
    ],
    asks: [
      [
        'a|Who is the owner of the folder? It stands in its properties.',
        'Something with Rachel, I think Rachel Hall.',
      ],
      ['b|What is the number printed on the badge?', '{case}'],
    ],
    finds: ['a|Owner asked, waiting for a yes.', 'b|Badge had an end date from the old contract.'],
    fixes: [
      ['configured', 'a|The owner agreed, and you are in the group. It takes effect at the next sign-in.'],
      [
        'configured',
        'b|Your badge had ended with the old contract. It is valid for two years now; please try the gate.',
      ],
    ],
  },
  {
    ...mail,
    from: anyone,
    weight: 7,
    symptom: 'mailbox',
    grave: oneOfUs,
    desk: 0.65,
    titles: [
      'a|Mailbox full',
      'b|Cannot send mail with attachment',
      'c|Shared mailbox {place} not visible',
      'd|mail on phone stopped',
      'e|Outlook asks for the password all the time',
    ],
    texts: [
      'a|It says my mailbox is full. I have deleted what I could.',
      'b|Mails with pictures stay in the outbox.',
      'c|Since this morning the shared mailbox is missing on the left. My colleague has it.',
      'd|Nothing new on the phone since yesterday evening. On the computer there is.',
    ],
    asks: [['b|How large is the attachment, roughly?', '38 MB, photos of the damage.']],
    fixes: [
      ['answered', 'a|Archive switched on, {n} GB moved. New mail arrives.'],
      ['answered', 'b|Over 25 MB goes by the file share. Showed {first} how to send a link.'],
      [
        'configured',
        'c|You were not in the group of the shared mailbox any more. Added, it appears within the hour.',
      ],
      [
        'configured',
        'e|The stored password was an old one. Removed it, signed in once, and it has not asked again.',
      ],
      ['configured', 'd|Set up the mail account on the phone anew.'],
    ],
  },
  {
    ...mail,
    from: ['office'],
    weight: 4,
    symptom: 'calendar',
    grave: oneOfUs,
    desk: 0.5,
    titles: [
      'a|Meeting room {room} booked twice',
      'b|Meetings show one hour late',
      "c|Cannot see my manager's calendar",
    ],
    texts: [
      'a|We stood in front of room {room} with two groups.',
      'b|All meetings with the Norwegian office are an hour off.',
      'c|I plan for our manager and need to see the details, not only "busy".',
    ],
    fixes: [
      ['configured', 'a|The room now refuses what overlaps. The earlier of the two bookings stays.'],
      ['configured', 'b|Your computer was set to another time zone. Set to yours, meetings are right.'],
      ['configured', 'c|Shared as agreed by the owner of the calendar.'],
    ],
  },
  {
    ...kit,
    from: anyone,
    weight: 11,
    symptom: 'laptop',
    grave: oneOfUs,
    desk: 0.4,
    titles: [
      'a|Laptop {laptop} does not start',
      'b|Laptop very slow since the update',
      'f|Screen of {laptop} flickers',
      'd|Battery of {laptop} swollen?',
      'b|blue screen three times today',
      'c|Docking station: second screen black',
      'f|Keyboard: the letter e sticks',
    ],
    texts: [
      'a|Black screen, one beep. Number on the sticker: {laptop}.',
      'f|It comes and goes, worse in the morning.',
      'b|It takes ten minutes until I can work. Everything hangs.',
      'd|The case does not close properly any more and the pad is lifted. I have switched it off.',
      'c|With the docking station only one screen works, since Monday.',
      'b|Fan runs all the time, and then it turns off by itself.',
    ],
    asks: [
      ['c|Does it do the same without the docking station?', 'Without it, it works.'],
      ['a|Which port are you in, so that we can bring you another one?', '{port}, until Thursday.'],
    ],
    finds: ['d|Warranty until next spring.', 'a|Disk reports errors; replace before it dies.'],
    fixes: [
      ['configured', 'b|Removed the failed update and installed it anew. Starts in under a minute.'],
      ['replaced', 'ab|{laptop} was replaced by one from the stores; files were in the cloud, nothing lost.'],
      ['replaced', 'f|{first} has a spare laptop while {laptop} is repaired under warranty.'],
      ['replaced', 'd|The battery was swollen and has been taken out of use at once; {laptop} is replaced.'],
      ['replaced', 'c|New docking station, both screens work.'],
      [
        'answered',
        'c|The screen cable was loose at the docking station. Pressed in, both screens are there.',
      ],
    ],
    supplier: ['Lowland Computer Service', 'LCS', 'They come with a new mainboard.'],
    tasks: ['Prepare a spare laptop', 'Collect the old device'],
  },
  {
    ...kit,
    from: anyone,
    weight: 8,
    symptom: 'printer',
    grave: [
      [3, 2, 6],
      [3, 3, 3],
      [2, 2, 2],
    ],
    desk: 0.55,
    titles: [
      'a|Printer {printer} offline',
      'b|Printer jams on every second page',
      'e|Prints in pink',
      'a|Cannot print cargo papers',
      'a|no printer in {port}',
      'd|Print comes out at another printer',
    ],
    texts: [
      'a|It says offline, but it hums. Restarted.',
      'b|Paper jam in tray 2, again and again. There is nothing in it.',
      'a|We need the cargo papers for {sail}, and nothing comes out.',
      'd|My print came out in the office upstairs. It was a salary list, so please hurry.',
    ],
    asks: [['a|What does its small display say?', '"Waiting for network".']],
    finds: ['a|Queue had 214 jobs, the first one broken.'],
    fixes: [
      ['restarted', 'a|A broken job blocked the queue. Removed it, the rest was printed.'],
      ['replaced', 'e|New toner; the first pages are right.'],
      ['replaced', 'b|Rollers of tray 2 replaced.'],
      ['configured', 'a|{printer} had got another address after the power cut. It has a fixed one now.'],
      ['answered', 'd|The standard printer was the one upstairs. Changed it together.'],
    ],
    tasks: ['Replace the rollers on site'],
  },
  {
    ...kit,
    from: ['terminal', 'crew', 'office'],
    weight: 4,
    symptom: 'phone',
    grave: oneOfUs,
    desk: 0.5,
    titles: ['b|Desk phone dead', 'c|Headset: they cannot hear me', 'd|Phone lost on {ship}'],
    texts: [
      "c|They hear nothing, I hear them. Works on my colleague's computer.",
      'd|It lay in the mess and is gone. It has the work mail on it.',
      'b|The display is dark, the cable is in.',
    ],
    asks: [['d|Is there a lock code on the phone?', 'Yes, six digits.']],
    fixes: [
      ['configured', 'c|The microphone of the headset was off in the settings.'],
      ['replaced', 'd|Phone locked and wiped from here. A new one goes to the purser by the evening boat.'],
      ['restarted', "b|The phone's port was restarted, and the number is back."],
    ],
  },
  {
    ...kit,
    from: ['office', 'terminal'],
    weight: 3,
    symptom: 'software',
    grave: oneOfUs,
    desk: 0.6,
    titles: [
      'a|Please install the PDF editor',
      'b|Excel crashes with the tariff sheet',
      'c|Program for the stowage plan does not open',
      'd|Update wants administrator rights',
    ],
    texts: [
      'b|As soon as I open the sheet with the tariffs, Excel closes.',
      'c|The program for stowage plans opens for a second and is gone.',
      'a|I have to sign contracts, and the free reader cannot do that.',
      'd|A window asks for an administrator several times a day.',
    ],
    fixes: [
      ['configured', 'a|Installed from the catalogue, licence was there.'],
      ['fixed', 'b|A broken add-in. Switched off, and the sheet opens.'],
      ['fixed', 'c|It needed another version of a runtime. Installed, and the plan opens.'],
      ['configured', 'd|The update now runs without asking.'],
    ],
  },
]
