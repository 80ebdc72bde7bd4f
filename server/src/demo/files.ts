import type { Chance } from './chance.ts'
import type { Deed } from './plan.ts'
import type { Tale } from './tale.ts'

/** A small file as people send them along: what they copied from the screen, or a list. Made here, of text. */
export function fileFor(
  chance: Chance,
  { line, who, words, kind }: Pick<Tale, 'line' | 'who' | 'words' | 'kind'>,
): Deed {
  const seen = new Date(line.at()).toISOString().slice(0, 16).replace('T', ' ')
  if (chance.is(0.3)) {
    const rows = Array.from(
      { length: chance.whole(3, 9) },
      (_, i) => `${i + 1};${words.fill('{ref}')};${chance.whole(18, 640)}.00;${who.port.code}`,
    )
    const content = ['no;booking;amount;port', ...rows, ''].join('\r\n')
    return { do: 'attach', name: 'list.csv', type: 'text/csv', content: Buffer.from(content), public: true }
  }
  const content = `${seen} (${who.port.name})\n\n${words.title}\n\nWhat the screen says:\n  ${kind.category} - operation could not be completed (code ${chance.whole(1001, 9444)})\n  Try again or contact your service desk.\n`
  return {
    do: 'attach',
    name: 'what the screen says.txt',
    type: 'text/plain',
    content: Buffer.from(content),
    public: true,
  }
}
