import type { Member } from './cast.ts'
import type { Tale } from './tale.ts'
import { confirmations, reopenings, secondFixes, thanks, withdrawals } from './words/talk.ts'

/**
 * After it was resolved: some say that it works, some are rung up, some write thanks, some come back with it, and most
 * say nothing, so that it closes by itself.
 */
export function afterwards(tale: Tale, agent: Member): void {
  const ending = tale.chance.weighted([
    [confirms, 34],
    [rungUp, 9],
    [writesThanks, 9],
    [reopens, 7],
    [() => {}, 41],
  ] as const)
  ending(tale, agent)
}

function confirms({ line, who }: Tale): void {
  line.wait(260, 'desk-hours')
  line.add(who, { do: 'act', verb: 'confirm', input: {} })
}

function rungUp({ chance, line }: Tale, agent: Member): void {
  line.wait(200, 'desk-hours')
  line.add(agent, { do: 'act', verb: 'confirm', input: { how: chance.one(confirmations) } })
}

/** Thanks after a resolution might be a complaint: somebody reads and says that they are only thanks. */
function writesThanks({ chance, line, who }: Tale, agent: Member): void {
  line.wait(120, 'desk-hours')
  const body = chance.one(thanks).replace('{agent}', agent.name.split(' ')[0] as string)
  line.add(who, { do: 'say', body, public: true })
  line.wait(60, 'desk-hours')
  line.add(agent, { do: 'act', verb: 'thanks', input: {} })
}

function reopens({ chance, line, who, words }: Tale, agent: Member): void {
  const first = who.name.split(' ')[0] as string
  line.wait(420, 'desk-hours')
  line.add(who, { do: 'act', verb: 'reopen', input: { reason: chance.one(reopenings) } })
  line.wait(70, 'desk-hours')
  line.add(agent, {
    do: 'say',
    body: `Sorry ${first}, I am looking again right away.`,
    public: true,
  })
  line.wait(280, 'desk-hours')
  const text = chance.one(secondFixes).replace('{first}', first)
  line.add(agent, { do: 'act', verb: 'resolve', input: { code: words.fix.code, text } })
  line.wait(300, 'desk-hours')
  if (chance.is(0.6)) line.add(who, { do: 'act', verb: 'confirm', input: {} })
}

/** It was nothing after all: taken back by whoever reported it. */
export function withdraw({ chance, line, who }: Tale): void {
  line.wait(35, 'always')
  line.add(who, { do: 'act', verb: 'cancel', input: { reason: chance.one(withdrawals) } })
}
