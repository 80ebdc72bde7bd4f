import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { type Picked, PickPerson, PickService, PickTeam } from '../parts/pick.tsx'
import { instantOf, wallTime } from '../parts/wall-time.ts'
import dialogs from '../shell/dialogs.module.css'
import { useFormats } from '../words/formats.ts'
import { useTongue, useWords } from '../words/index.ts'
import classes from './desk.module.css'
import { valueWord } from './filter-words.ts'
import { type FilterName, fromNow, isTime } from './filters.ts'

type Props = {
  name: FilterName
  value: string
  onClose: () => void
  onFilter: (name: FilterName, value: string) => void
}

/** Filters whose values are few: one or several of them are ticked. */
const several: Partial<Record<FilterName, readonly string[]>> = {
  waitingOn: ['requester', 'supplier', 'change', 'problem'],
  category: ['queue', 'active', 'waiting', 'done', 'cancelled', 'merged'],
  priority: ['1', '2', '3', '4', '5'],
}
const lately = ['-1h', '-1d', '-7d', '-30d']
/** Values that are chosen at once. */
const one: Partial<Record<FilterName, readonly string[]>> = {
  open: ['true', 'false'],
  restricted: ['true', 'false'],
  dueBefore: ['0h', '1h', '4h', '1d', '7d'],
  openedAfter: lately,
  openedBefore: lately,
  updatedAfter: lately,
  updatedBefore: lately,
  team: ['mine', 'none'],
  holder: ['me', 'none'],
  requester: ['me'],
}

/** Filters that have no other value than those. */
const picks: readonly FilterName[] = ['team', 'service', 'holder', 'requester']
const atOnce: readonly FilterName[] = ['open', 'restricted']

/** Sets one filter. What is a single choice is taken at once. */
export function FilterDialog({ name, value, onClose, onFilter }: Props) {
  const words = useWords()
  const formats = useFormats()
  const { zone } = useTongue()
  const [values, setValues] = useState(() =>
    fromNow(value) === null ? value.split(',').filter(Boolean) : [],
  )
  const [picked, setPicked] = useState<Picked | null>(null)
  const choose = (next: string): void => {
    onFilter(name, next)
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    choose(picked?.value ?? values.filter(Boolean).join(','))
  }
  const label = words.desk.filters[name]
  const many = name === 'state' ? Object.keys(words.terms.states) : several[name]
  const pick = { label, value: picked, onPick: setPicked, autoFocus: true }
  return (
    <Dialog opened onClose={onClose} title={label} size="sm">
      <form onSubmit={submit} className={dialogs.form}>
        {one[name] && (
          <div className={classes.presets}>
            {one[name].map((each, at) => (
              <Button
                key={each}
                data-autofocus={(at === 0 && !picks.includes(name)) || undefined}
                variant={each === value ? 'filled' : 'default'}
                onClick={() => choose(each)}
              >
                {valueWord(name, each, words, formats)}
              </Button>
            ))}
          </div>
        )}
        {many?.map((each, at) => (
          <Checkbox
            key={each}
            data-autofocus={at === 0 || undefined}
            label={valueWord(name, each, words, formats)}
            checked={values.includes(each)}
            onChange={({ currentTarget: { checked } }) =>
              setValues(checked ? [...values, each] : values.filter((other) => other !== each))
            }
          />
        ))}
        {name === 'team' && <PickTeam {...pick} />}
        {name === 'service' && <PickService {...pick} />}
        {name === 'holder' && <PickPerson {...pick} staff />}
        {name === 'requester' && <PickPerson {...pick} />}
        {name === 'tag' && (
          <TextInput
            data-autofocus
            label={label}
            maxLength={40}
            value={values[0] ?? ''}
            onChange={({ currentTarget }) => setValues([currentTarget.value])}
          />
        )}
        {isTime(name) && (
          <TextInput
            data-autofocus={!one[name] || undefined}
            type="datetime-local"
            label={one[name] ? words.desk.exactTime : label}
            description={words.record.inZone(zone)}
            value={values[0] ? wallTime(values[0], zone) : ''}
            onChange={({ currentTarget }) => setValues([instantOf(currentTarget.value, zone) ?? ''])}
          />
        )}
        {!atOnce.includes(name) && (
          <div className={dialogs.buttons}>
            <Button variant="default" onClick={onClose}>
              {words.shell.cancel}
            </Button>
            <Button type="submit">{words.desk.apply}</Button>
          </div>
        )}
      </form>
    </Dialog>
  )
}
