import { useQuery } from '@tanstack/react-query'
import { request, teamsQuery } from '../api/index.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'
import { valueWord } from './filter-words.ts'
import type { FilterName } from './filters.ts'

type Props = { name: FilterName; value: string; onEdit: () => void; onRemove: () => void }

/** A filter as one would say it; pressed, it can be changed, and beside that taken away. */
export function FilterChip({ name, value, onEdit, onRemove }: Props) {
  const words = useWords().desk
  const said = `${words.filters[name]}: ${useSaid(name, value)}`
  return (
    <span className={classes.chip}>
      <button type="button" title={words.change(said)} onClick={onEdit} className="cut" dir="auto">
        {said}
      </button>
      <button type="button" aria-label={words.remove(said)} title={words.remove(said)} onClick={onRemove}>
        ×
      </button>
    </span>
  )
}

function useSaid(name: FilterName, value: string): string {
  const words = useWords()
  const formats = useFormats()
  const isPerson = (name === 'holder' || name === 'requester') && /^\d+$/.test(value)
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: name === 'team' })
  const { data: person } = useQuery({
    queryKey: ['person', value],
    queryFn: () => request(`/api/v1/people/${value}`) as Promise<{ name: string }>,
    enabled: isPerson,
    staleTime: 300_000,
  })
  if (isPerson) return person?.name ?? '…'
  const team = name === 'team' && teams.find(({ key }) => key === value)
  if (team) return team.name
  return value
    .split(',')
    .map((one) => valueWord(name, one, words, formats))
    .join(` ${words.desk.or} `)
}
