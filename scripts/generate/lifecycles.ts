import { incident, type KindFacts, type Lifecycle, service, task } from '../../contract/src/index.ts'

const kinds: readonly KindFacts[] = [incident, task, service]

/** Every kind's states and verbs as a page with diagrams, from the lifecycles themselves. */
export async function describeLifecycles(): Promise<string> {
  const pages = kinds.map((facts) =>
    [`## ${facts.title}`, '', diagram(facts.lifecycle), '', table(facts.lifecycle), ''].join('\n'),
  )
  return `# Lifecycles\n\nMade from \`contract/src/kinds\` by \`npm run generate\`.\n\n${pages.join('\n')}`
}

function diagram({ initial, states, transitions }: Lifecycle): string {
  const name = (state: string): string => state.replaceAll('-', '_')
  const titles = Object.entries(states).map(([state, { title }]) => `  state "${title}" as ${name(state)}`)
  const starts = initial.map((state) => `  [*] --> ${name(state)}`)
  const moves = new Map<string, string[]>()
  for (const [verb, { from, to }] of Object.entries(transitions)) {
    for (const [before, after] of from.flatMap((state) => targets(to).map((target) => [state, target]))) {
      if (before === after) continue
      const move = `  ${name(before as string)} --> ${name(after as string)}`
      moves.set(move, [...(moves.get(move) ?? []), verb])
    }
  }
  const arrows = [...moves].map(([move, verbs]) => `${move}: ${verbs.join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', ...titles, ...starts, ...arrows, '```'].join('\n')
}

function targets(to: string | readonly string[]): readonly string[] {
  if (to === '=') return []
  return typeof to === 'string' ? [to] : to
}

function table({ states, transitions }: Lifecycle): string {
  const title = (state: string): string => states[state]?.title ?? state
  const rows = Object.entries(transitions).map(([verb, { title: does, from, to, by }]) => {
    const goal = to === '=' ? 'stays' : targets(to).map(title).join(' or ')
    return `| \`${verb}\` | ${does} | ${from.map(title).join(', ')} | ${goal} | ${by} |`
  })
  return ['| verb | | from | to | by |', '|---|---|---|---|---|', ...rows].join('\n')
}
