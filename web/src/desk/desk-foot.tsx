import { Button, Kbd } from '@mantine/core'
import { verbWord } from '../record/verbs.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import type { DeskActing } from './acting.tsx'
import classes from './desk.module.css'
import type { Row } from './rows.ts'

const bulkVerbs = [
  'take',
  'assign',
  'give',
  'wait',
  'resolve',
  'tag',
  'merge',
  'override-priority',
  'cancel',
] as const
const hints = ['next', 'open', 'select', 'search', 'filter', 'preview', 'help'] as const
const hintKeys = {
  next: 'j k',
  open: 'Enter',
  select: 'x',
  search: '/',
  filter: 'f',
  preview: 'p',
  help: '?',
}

type Props = { chosen: readonly Row[]; acting: DeskActing; onUnselect: () => void }

/** What one can do with what is selected; while nothing is, the keys that one needs all day. */
export function DeskFoot({ chosen, acting, onUnselect }: Props) {
  const words = useWords()
  const formats = useFormats()
  if (chosen.length === 0) return <KeyHints />
  return (
    <div className={classes.bulk} role="toolbar" aria-label={words.desk.keys.onSelection}>
      <b role="status">{words.desk.selected(formats.count(chosen.length))}</b>
      <Button variant="subtle" onClick={onUnselect}>
        {words.desk.unselect}
      </Button>
      {bulkVerbs.map((verb) => (
        <Button key={verb} variant="default" onClick={() => acting.start(verb, chosen)}>
          {words.desk.bulkVerbs[verb as 'tag'] ?? verbWord(words, verb)}
        </Button>
      ))}
    </div>
  )
}

function KeyHints() {
  const { keys } = useWords().desk
  return (
    <footer className={`${classes.hints} wide-only`}>
      {hints.map((hint) => (
        <span key={hint}>
          {hintKeys[hint].split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {keys.short[hint]}
        </span>
      ))}
    </footer>
  )
}
