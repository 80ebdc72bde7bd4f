import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person, Row } from '../api/index.ts'
import { Chooser } from '../parts/chooser.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Loading } from '../parts/states.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { heldByQuery, type Load } from './data.ts'
import { loadWords } from './load-part.tsx'

type Props = {
  /** What is handed over; without it, one of what `from` holds. */
  row?: Row
  from?: Person
  load: readonly Load[]
  onClose: () => void
  onDecided: (row: Row, to: Person) => void
}

/** Hands work to a colleague; who has least open stands first, with what everybody has in hand. */
export function HandOver({ row, from, load, onClose, onDecided }: Props) {
  const words = useWords().now
  const [chosen, setChosen] = useState(row)
  const title = chosen ? words.handOverTo(chosen.ref) : words.handOverOf(from?.name ?? '')
  return (
    <Dialog opened onClose={onClose} title={title}>
      {chosen ? (
        <Colleagues load={load} row={chosen} onChoose={(to) => onDecided(chosen, to)} />
      ) : (
        from && <Held person={from} onChoose={setChosen} />
      )}
    </Dialog>
  )
}

function Colleagues({
  load,
  row,
  onChoose,
}: {
  load: readonly Load[]
  row: Row
  onChoose: (to: Person) => void
}) {
  const words = useWords().now
  const formats = useFormats()
  const others = load.filter(({ person }) => person.id !== row.holder?.id).toSorted((a, b) => a.open - b.open)
  return (
    <Chooser
      label={words.filter}
      none={words.nobodyElse}
      choices={others.map((one) => ({
        id: String(one.person.id),
        label: one.person.name,
        detail: loadWords(one, words, formats),
      }))}
      onChoose={(id) => {
        const to = others.find(({ person }) => String(person.id) === id)
        if (to) onChoose(to.person)
      }}
    />
  )
}

function Held({ person, onChoose }: { person: Person; onChoose: (row: Row) => void }) {
  const { now: words, terms } = useWords()
  const { data } = useQuery(heldByQuery(person.id))
  if (!data) return <Loading />
  return (
    <Chooser
      label={words.filterRecord}
      none={words.nothingHeld(person.name)}
      choices={data.map(({ ref, title, priority }) => ({
        id: ref,
        label: `${ref} ${title}`,
        ...(priority && { detail: terms.priorityOf(priority) }),
      }))}
      onChoose={(ref) => {
        const row = data.find((one) => one.ref === ref)
        if (row) onChoose(row)
      }}
    />
  )
}
