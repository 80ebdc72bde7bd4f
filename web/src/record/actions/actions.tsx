import { Button } from '@mantine/core'
import { type ComponentProps, Suspense, useState } from 'react'
import { lazily } from '../../parts/lazily.ts'
import { type Command, useCommands } from '../../shell/commands.ts'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import { nextActions, verbKeys, verbWord } from '../verbs.ts'
import classes from './actions.module.css'
import type { Other } from './other.ts'
import type { Acting } from './use-acting.tsx'

const MoreMenu = lazily(() => import('./more-menu.tsx'), 'MoreMenu')

type Props = { record: Shown; acting: Acting; others: readonly Other[]; onReply: () => void }

/** The next things one would do: the likeliest filled, two more beside it, the rest under *More*. */
export function Actions({ record, acting, others, onReply }: Props) {
  const words = useWords()
  const me = useMe()
  const commands = nextActions(record, me).map((verb): Command => {
    const keys = verbKeys[verb]
    const label = verbWord(words, verb)
    return {
      id: verb,
      label,
      group: words.record.actions,
      run: () => acting.start(verb),
      ...(keys && { keys }),
    }
  })
  useCommands([...commands, ...others.map((other) => ({ ...other, group: words.record.actions }))])
  const [likeliest, second, third, ...rest] = commands
  return (
    <div className={classes.actions}>
      {likeliest && <ActionButton command={likeliest} filled={record.kind !== 'service'} />}
      <Button variant="default" className="phone-only" onClick={onReply}>
        {words.record.reply}
      </Button>
      {[second, third].map(
        (command) => command && <ActionButton key={command.id} command={command} className="wide-only" />,
      )}
      <More narrow={[second, third].filter((one) => one !== undefined)} verbs={rest} others={others} />
    </div>
  )
}

function More(props: ComponentProps<typeof MoreMenu>) {
  const words = useWords().shell
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button variant="default" aria-haspopup="menu" onClick={() => setWanted(true)}>
      {words.more}
    </Button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <MoreMenu {...props} />
    </Suspense>
  )
}

type ButtonProps = { command: Command; filled?: boolean; className?: string }

function ActionButton({ command, filled = false, className }: ButtonProps) {
  return (
    <Button
      variant={filled ? 'filled' : 'default'}
      onClick={command.run}
      title={command.keys && `${command.label}: ${command.keys}`}
      {...(className && { className })}
    >
      {command.label}
    </Button>
  )
}
