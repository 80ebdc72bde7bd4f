import { aGroup, aTerminal, type Case, oneOfUs } from './case.ts'

const gate = { service: 'gates', team: 'platform', category: 'Boarding gates' } as const
const net = { service: 'network', team: 'network', category: 'Network' } as const
const plan = { service: 'schedule', team: 'platform', category: 'Sailing schedule' } as const

export const port: readonly Case[] = [
  {
    ...gate,
    from: ['terminal'],
    weight: 6,
    symptom: 'scanner',
    grave: oneOfUs,
    desk: 0.45,
    titles: [
      'a|Scanner {scanner} does not charge',
      'b|Handheld {scanner} broken display',
      'd|{scanner} reads nothing',
    ],
    texts: [
      'a|It was in the cradle all night and is dead.',
      'b|Fell on the ramp. Display cracked, still reads, but nobody can see what.',
      'd|Reads no code at all, neither paper nor phone. The other handhelds do.',
    ],
    asks: [
      ['d|Does the small window at the front look scratched or dirty?', 'A bit, yes. Cleaned it, no change.'],
    ],
    fixes: [
      ['answered', 'a|The contacts were dirty. Cleaned as described in the article, it charges.'],
      ['replaced', 'b|A spare scanner is set up under the same number. The old one goes for repair.'],
      [
        'configured',
        'd|The scanner had been switched to another kind of code by scanning a menu card. Set back.',
      ],
    ],
  },
  {
    ...gate,
    from: ['terminal'],
    weight: 5,
    symptom: 'refused',
    grave: aGroup,
    desk: 0.15,
    titles: [
      'a|Gate refuses valid boarding passes',
      'a|Lane {lane}: red light for everybody',
      'c|Passes bought today are refused',
      'b|number plate reading wrong in lane {lane}',
    ],
    texts: [
      'a|About every tenth pass is refused with "not on this sailing". They are. We wave people through by hand.',
      'b|The plate camera reads 0 as O. Dutch plates mostly.',
      'c|Who booked in the last hour gets a red light. After some minutes it works.',
    ],
    asks: [['a|Can you read me the code of one that was refused?', '{ref}, {sail}.']],
    finds: [
      'ac|List of the sailing reaches the gates 20 minutes late.',
      'b|Camera firmware of lane {lane} older than the others.',
    ],
    fixes: [
      ['fixed', 'ac|The gates got the list of passengers with a delay. The queue was stuck and runs again.'],
      [
        'configured',
        'b|The camera in lane {lane} has the same version as the others now. Twenty plates tested, all right.',
      ],
    ],
  },
  {
    ...net,
    from: ['terminal', 'office'],
    weight: 7,
    symptom: 'wifi',
    grave: aGroup,
    desk: 0.2,
    titles: [
      'a|Wifi drops in the terminal {port}',
      'b|No wifi in meeting room {room}',
      'c|wlan slow on the upper floor',
      'b|Access point {access} dead?',
    ],
    texts: [
      'a|Laptops lose the wifi every few minutes. On the cable it is fine.',
      'b|In room {room} there is no network, next door there is.',
      'c|Since the builders were here the signal behind the ticket hall is gone.',
    ],
    asks: [
      ['b|Is a small lamp on the white box at the ceiling on, and in which colour?', 'Orange, blinking.'],
      ['a|Since when, and does it happen at certain times?', 'Since about ten, all the time.'],
    ],
    finds: [
      'b|{access} unreachable since 09:52, port on {switch} shows no power.',
      "a|Neighbour's new access point uses the same channel.",
    ],
    fixes: [
      [
        'restarted',
        'b|{access} had hung after the power cut. Its port was switched off and on; signal is back.',
      ],
      ['replaced', 'b|{access} was broken and has been replaced.'],
      ['configured', 'ac|Moved {access} to another channel. No drops since two hours.'],
    ],
    tasks: ['Replace the access point on site'],
  },
  {
    ...net,
    from: ['crew'],
    weight: 6,
    symptom: 'ship link',
    grave: [
      [2, 2, 5],
      [3, 2, 3],
      [2, 1, 1],
    ],
    desk: 0.1,
    titles: [
      'a|No link from {ship} at berth {port}',
      "b|Ship's internet down since Dogger Bank",
      'c|Radio link to {ship} keeps dropping',
      'b|Very slow connection on board {ship}',
    ],
    texts: [
      'a|Since we are alongside, no connection over the quay link. Satellite works but is slow.',
      'a|Tills and cabins report no network. The antenna on the quay side shows red.',
      'b|Hardly anything gets through, mails take an hour. The crew asks.',
      'c|It drops for a minute, comes back for five. Since the storm.',
    ],
    asks: [['a|Which berth is it today?', 'Number 2, starboard side.']],
    finds: ['a|Antenna at berth 2 points a little off, signal -81.', 'a|Provider has an outage in the area.'],
    fixes: [
      ['fixed', 'ac|The antenna on the quay had turned in the wind. Aligned again, full signal.'],
      ['third-party', 'b|The satellite provider had a fault in the North Sea beam. Restored.'],
      ['restarted', "bc|The ship's modem was restarted by the electrician while we watched. Link stable."],
    ],
    supplier: ['Seabeam', 'SB-', 'They look at the beam and call back.'],
  },
  {
    ...net,
    from: ['terminal', 'office'],
    weight: 4,
    symptom: 'no network',
    grave: [
      [2, 1, 3],
      [2, 2, 5],
      [1, 2, 1],
    ],
    desk: 0.05,
    titles: [
      'a|No network in the whole ticket hall',
      'a|All phones and computers at {port} offline',
      'b|Freight office: nothing works',
      'a|Network down',
    ],
    texts: [
      'a|Since five minutes nothing goes any more: no Booking, no phones. {sail} is boarding.',
      'b|The freight office is cut off, ticket hall works.',
    ],
    asks: [
      ['Is there power on the cabinet in the corridor? You should hear a fan.', 'No fan. It is silent.'],
    ],
    finds: [
      '{switch} lost power: fuse of the cabinet.',
      'Loop on {switch}: somebody plugged a cable in at both ends.',
    ],
    fixes: [
      [
        'fixed',
        "The fuse of the cabinet had gone. The port's electrician replaced it; all ports of {switch} are up.",
      ],
      [
        'fixed',
        'A cable was plugged in at both ends and flooded the network. Removed, and {switch} now cuts such ports off.',
      ],
    ],
  },
  {
    ...net,
    from: ['office'],
    weight: 4,
    symptom: 'vpn',
    grave: oneOfUs,
    desk: 0.65,
    titles: ['a|VPN does not connect from home', 'a|VPN: "gateway not reachable"', 'b|vpn drops every hour'],
    texts: [
      'a|Since this morning, on two different networks. Internet works.',
      'b|It connects and after an hour it is gone, then I have to sign in again.',
    ],
    asks: [['Which version stands in the bottom corner of the VPN window?', '4.9']],
    fixes: [
      ['answered', 'ab|The network there blocks our VPN. With the phone as a hotspot it works.'],
      ['configured', 'a|Your VPN program was too old. Updated by remote control, connected three times.'],
      ['configured', 'b|Your certificate had expired and has been renewed.'],
    ],
  },
  {
    ...plan,
    from: ['terminal', 'office'],
    weight: 5,
    symptom: 'screen',
    grave: aTerminal,
    desk: 0.2,
    titles: [
      'a|Departure screen in {port} shows yesterday',
      'b|Screens in the hall black',
      'd|website shows {sail} as cancelled',
    ],
    texts: [
      'a|{sail} has been on the screen as "boarding" since last night.',
      'b|The screen next to the café is black, the others work.',
      'd|Passengers ask us why it is cancelled. It is not!',
    ],
    asks: [['a|Do all screens show it, or one?', 'All in the hall. The ones at the gates are right.']],
    finds: ['a|Player in the hall stopped getting updates at 23:58.'],
    fixes: [
      [
        'restarted',
        'ab|The box behind the screens had stopped updating at midnight. Restarted, times are right.',
      ],
      [
        'fixed',
        'd|The cancellation of another sailing was matched to {sail} by mistake. Corrected on all channels, and the text messages were taken back.',
      ],
    ],
  },
  {
    ...plan,
    from: ['office'],
    weight: 4,
    symptom: 'delay',
    grave: [
      [2, 2, 5],
      [3, 2, 3],
    ],
    desk: 0,
    titles: ['a|Delay of {ship} cannot be entered', 'b|Text messages about the delay not sent'],
    texts: [
      'a|We enter 90 minutes for {ship}, it takes it, and after a minute the old time is back.',
      'b|Nobody got a message about the delay of {sail}. {many} people stood at the gate.',
    ],
    finds: [
      'a|AIS position of the ship overrules what is entered by hand.',
      'b|Credit at the text message provider was used up.',
    ],
    fixes: [
      ['configured', 'a|What Marine operations enters now holds for six hours, whatever the position says.'],
      [
        'third-party',
        'b|The text message provider had stopped us at the monthly limit. Raised, messages go out.',
      ],
    ],
    change: 'Timetable load for the next season',
  },
]
