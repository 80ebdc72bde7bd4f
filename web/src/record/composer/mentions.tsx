import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { peopleQuery } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import classes from './composer.module.css'

/** Whether a key was for the list of names. */
export type NameKeys = (event: KeyboardEvent) => boolean

type Props = {
  id: string
  letters: string
  keys: RefObject<NameKeys | null>
  onPick: (person: { id: number; name: string }) => void
  onClose: () => void
}

/** Colleagues whose names fit the letters after an `@`. */
export function Mentions({ id, letters, keys, onPick, onClose }: Props) {
  const words = useWords().record.composer
  const [at, setAt] = useState(0)
  const { data = [] } = useQuery(peopleQuery(letters))
  const people = data.filter(({ active, role }) => active && role !== 'requester').slice(0, 8)
  const current = Math.min(at, people.length - 1)

  useEffect(() => {
    keys.current = ({ key }) => {
      const chosen = people[current]
      if (key === 'Escape') onClose()
      else if (!chosen) return false
      else if (key === 'ArrowDown') setAt((current + 1) % people.length)
      else if (key === 'ArrowUp') setAt((current - 1 + people.length) % people.length)
      else if (key === 'Enter' || key === 'Tab') onPick(chosen)
      else return false
      return true
    }
    return () => {
      keys.current = null
    }
  })

  if (people.length === 0) return null
  return (
    <div id={id} role="listbox" aria-label={words.mention} className={classes.names}>
      {people.map((person, index) => (
        <div
          key={person.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          className={classes.name}
          onMouseMove={() => setAt(index)}
          // The box keeps the keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
          onKeyDown={() => {}}
        >
          <span className="cut" dir="auto">
            {person.name}
          </span>
          <span className="muted cut">{person.teams.map(({ name }) => name).join(', ')}</span>
        </div>
      ))}
    </div>
  )
}
