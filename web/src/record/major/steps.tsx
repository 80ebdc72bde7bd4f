import { Button } from '@mantine/core'
import { useCommands } from '../../shell/commands.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import { verbWord } from '../verbs.ts'
import classes from './major.module.css'
import type { Leading } from './use-leading.tsx'

const keys = {
  'accept-major': 'y',
  'decline-major': 'n',
  'restore-service': 'r',
  'stand-down': 's',
  'fails-again': 'f',
  'propose-major': 'y',
} as const
const steps = Object.keys(keys) as (keyof typeof keys)[]

/** The two or three things that come next. */
export function NextSteps({ record, leading }: { record: Shown; leading: Leading }) {
  const words = useWords()
  const { major } = record
  const offered = steps.filter(
    (verb) => record.can.includes(verb) && !(verb === 'stand-down' && early(record)),
  )
  const begin = (verb: string): void => leading.start(verb, beginning(verb, record))
  useCommands(
    steps
      .filter((verb) => record.can.includes(verb))
      .map((verb) => ({
        id: `major ${verb}`,
        keys: keys[verb],
        label: verbWord(words, verb),
        group: words.major.heading,
        run: () => begin(verb),
      })),
  )
  const hint =
    major?.state === 'proposed'
      ? words.major.hint.proposed
      : major?.state === 'accepted' && !record.incidentManager
        ? words.major.hint.unled
        : null
  if (offered.length === 0 && !hint) return null
  return (
    <div className={classes.steps}>
      {hint && <p>{hint}</p>}
      {offered.map((verb, at) => (
        <Button
          key={verb}
          variant={at === 0 ? 'filled' : 'default'}
          title={`${verbWord(words, verb)}: ${keys[verb]}`}
          onClick={() => begin(verb)}
        >
          {verbWord(words, verb)}
        </Button>
      ))}
    </div>
  )
}

/** To stand down what is not restored is for a false alarm: found by its key and by ⌘K. */
function early({ major }: Shown): boolean {
  return major?.state !== 'restored'
}

function beginning(verb: string, { major }: Shown): Record<string, unknown> | undefined {
  return verb === 'accept-major' && major?.bridge ? { bridge: major.bridge } : undefined
}
