/** What the Desk and the teams say whatever the matter is. `{first}` is the requester's first name. */
export const greetings = [
  'Hello {first}, I have this now and am looking at it.',
  'Hi {first}, thanks for letting us know. I am on it and will come back to you within the hour.',
  'Hello {first}, got it. Please leave everything as it is, I am checking from here.',
  'Hi {first}, this is with me. You will hear from me as soon as I know more.',
  'Good morning {first}, I have picked this up. First I want to see whether others have it too.',
  'Hi {first}, I can see it from here as well. Working on it.',
  'Hello {first}, thank you, that is a clear description. I am looking into it now.',
  'Hi {first}, sorry about that. I have it in front of me.',
  'Hello {first}, I am taking this over from the Desk; you do not need to explain it again.',
  'Hi {first}, bear with me, I am on the phone with the terminal about it.',
] as const

export const handovers = [
  'Checked the usual things from here, no luck. Needs somebody who knows it from the inside.',
  'Not one for us: access and network are fine, I tried it with my own account.',
  'Spoke to the user, description is accurate. Restart did not help. Over to you please.',
  'Seen it with my own eyes on the shared screen. Nothing we can change from the Desk.',
  'User is reachable until six on the number in the directory. Passing on.',
] as const

export const wrongTurns = [
  'Not ours, we do not run this. Back to the Desk.',
  'Looked at it: our side is fine. Sending it back, please route again.',
  'This belongs with whoever looks after the application. We only see traffic passing.',
] as const

export const thanks = [
  'Works again, thank you!',
  'All good now. Thanks for the quick help.',
  'Perfect, thanks. Have a good weekend.',
  'That did it. Thank you {agent}!',
  'Brilliant, cheers.',
  'Yes, it is fine now. Thank you.',
  'tested on two machines, both ok. thanks a lot',
] as const

export const reopenings = [
  'Sorry, it is back. Same message as before.',
  'It worked until this morning, now the same again.',
  'Not solved for me: it still does exactly what I described.',
  'Worked once and then not any more. Please have another look.',
  'My colleague on the other shift says it never worked there either.',
] as const

export const secondFixes = [
  'It was only half mended. What brought it back is gone now too, and {first} tried it while we were on the phone.',
  'The first repair did not survive the restart. Made it permanent and restarted twice to be sure.',
  'There was a second place with the old value. Corrected there too, and tested by {first}.',
] as const

export const withdrawals = [
  'Found it myself, it was the wrong cable. Sorry for the noise.',
  'Please forget it, my colleague had reported the same already.',
  'It works again since the break, no idea why. Can be closed.',
  'Wrong button on my side. Sorry!',
] as const

export const confirmations = [
  'by phone',
  'by phone, tried it while we talked',
  'in person at the counter',
  'in the chat',
] as const

export const closers: Readonly<Record<'crew' | 'terminal' | 'office', readonly string[]>> = {
  crew: [
    'Once we have sailed it is only satellite, and slow.',
    'Best on the bridge phone, I am on watch until four.',
    'I am off the ship on Friday, please ask for the purser then.',
    'No hurry at sea, but it should work before we are alongside again.',
    'Cabin phone 214.',
  ],
  terminal: [
    'Check-in opens in an hour and there are two of us.',
    'I am at the counter, just ring.',
    'Passengers are waiting, so the sooner the better.',
    'On until the end of the shift.',
    'My colleague has the same on the desk next to mine.',
  ],
  office: [
    'I am in meetings until noon, mail is best.',
    'Not urgent, but it is a nuisance.',
    'I need it for a report that is due tomorrow.',
    'It worked on Friday.',
    'I have restarted it twice already.',
    'Happy to show you on a call.',
  ],
}

export const chasing = [
  'Called them: an engineer has it, no estimate yet.',
  'They asked for logs again, sent the same ones.',
  'Escalated with our account manager there.',
] as const
