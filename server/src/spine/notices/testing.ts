import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { plain, plainRegistry } from '../audit/testing.ts'
import type { PersonFacts } from '../context/index.ts'
import { person, team } from '../context/testing.ts'
import type { Db } from '../db/index.ts'
import { followAll } from '../jobs/index.ts'
import { open } from '../practice/index.ts'
import { testSpine } from '../practice/testing.ts'
import { everydayNotices } from './everyday.ts'

const people: PersonFacts[] = [
  person(1, 'Rita', 'requester'),
  person(2, 'Ana', 'agent', [10]),
  person(3, 'Ben', 'agent', [10]),
  { ...person(4, 'Gone', 'agent', [10]), active: false },
  { ...person(5, 'Cleo', 'agent'), email: null },
  person(6, 'Wim', 'requester'),
]
const desk = team(10, 'desk', 1, [2, 3, 4])

/** A desk with its requesters, whose records are followed by everyday notices. */
export async function openDesk(db: Db) {
  const spine = await testSpine(db, { people, teams: [desk] })
  const following = { registry: plainRegistry, handlers: [everydayNotices] }
  const as = (id: number) => spine.as({ id })
  return {
    spine,
    registry: plainRegistry,
    rita: as(1),
    ana: as(2),
    ben: as(3),
    cleo: as(5),
    wim: as(6),
    report: async (title = 'Mail is down'): Promise<number> =>
      (await open(as(1), plain, { title, requesterId: 1 })).row.id,
    follow: () => followAll(spine, following),
    /** Who was told what of a record: `Rita reply`. */
    told: async (id: number): Promise<string[]> => {
      const { rows } = await db.pool.query<{ person: number; type: string }>(
        'select person_id as person, type from notice where record_id = $1 order by seq, person_id',
        [id],
      )
      return rows.map(({ person: to, type }) => `${people.find((one) => one.id === to)?.name} ${type}`)
    },
  }
}

export type Received = { from: string; to: string; data: string }

/** A mail server on loopback that keeps what it gets; `refuse` answers for an address instead of taking it. */
export async function mailServer(refuse: (to: string) => string | null = () => null, onto = 0) {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, received, refuse)
  })
  server.listen(onto, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** As much of RFC 5321 as a client needs to hand over mail. */
function converse(socket: Socket, received: Received[], refuse: (to: string) => string | null): void {
  let mail: Received = { from: '', to: '', data: '' }
  let inData = false
  let pending = ''
  const answer = (line: string) => socket.write(`${line}\r\n`)
  const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''
  const verbs: Record<string, (line: string) => void> = {
    EHLO: () => answer('250 loopback'),
    MAIL: (line) => {
      mail = { from: address(line), to: '', data: '' }
      answer('250 ok')
    },
    RCPT: (line) => {
      mail.to = address(line)
      answer(refuse(mail.to) ?? '250 ok')
    },
    DATA: () => {
      inData = true
      answer('354 go on')
    },
    RSET: () => answer('250 ok'),
    QUIT: () => socket.end('221 bye\r\n'),
  }
  const take = (line: string): void => {
    const verb = inData ? line : line.slice(0, 4).toUpperCase()
    if (!inData) (verbs[verb] ?? (() => answer('502 unknown')))(line)
    else if (line !== '.') mail.data += `${line.startsWith('.') ? line.slice(1) : line}\n`
    else {
      inData = false
      received.push(mail)
      answer('250 taken')
    }
  }
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    const lines = (pending + chunk.toString('utf8')).split('\r\n')
    pending = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
  answer('220 loopback')
}
