import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Picked, PickPerson, PickService, PickTeam } from '../parts/pick.tsx'
import { instantOf, wallTime } from '../parts/wall-time.ts'
import dialogs from '../shell/dialogs.module.css'
import { useTongue, useWords } from '../words/index.ts'
import { valueWord } from './filter-words.ts'
import { dueAhead, type FilterName } from './filters.ts'

type Props = {
  name: FilterName
  value: string
  onClose: () => void
  onFilter: (name: FilterName, value: string) => void
}

/** Filters whose values are few: one or several of them are ticked. */
const several: Partial<Record<FilterName, readonly string[]>> = {
  category: ['queue', 'active', 'waiting', 'done', 'cancelled'],
  priority: ['1', '2', '3', '4', '5'],
}
/** Filters of which one value is chosen. */
const one: Partial<Record<FilterName, readonly string[]>> = {
  open: ['true', 'false'],
  restricted: ['true', 'false'],
  due: Object.keys(dueAhead),
  holder: ['me', 'none'],
  requester: ['me'],
}

/** Sets one filter. What is a single choice is taken at once. */
export function FilterDialog({ name, value, onClose, onFilter }: Props) {
  const words = useWords()
  const { zone } = useTongue()
  const [values, setValues] = useState(() => value.split(',').filter(Boolean))
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
    <Modal opened onClose={onClose} title={label} size="sm">
      <form onSubmit={submit} className={dialogs.form}>
        {one[name]?.map((each) => (
          <Button key={each} variant={each === value ? 'filled' : 'default'} onClick={() => choose(each)}>
            {valueWord(name, each, words)}
          </Button>
        ))}
        {many?.map((each) => (
          <Checkbox
            key={each}
            label={valueWord(name, each, words)}
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
        {/After$|Before$/.test(name) && (
          <TextInput
            data-autofocus
            type="datetime-local"
            label={label}
            description={words.record.inZone(zone)}
            value={values[0] ? wallTime(values[0], zone) : ''}
            onChange={({ currentTarget }) => setValues([instantOf(currentTarget.value, zone) ?? ''])}
          />
        )}
        {(!one[name] || name === 'holder' || name === 'requester') && (
          <div className={dialogs.buttons}>
            <Button variant="default" onClick={onClose}>
              {words.shell.cancel}
            </Button>
            <Button type="submit">{words.desk.apply}</Button>
          </div>
        )}
      </form>
    </Modal>
  )
}
