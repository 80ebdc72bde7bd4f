import { useQuery } from '@tanstack/react-query'
import { api, type components, read } from '../../api/index.ts'
import { candidates as de } from '../../words/de/candidates.ts'
import { candidates as en } from '../../words/en/candidates.ts'
import { type Formats, useFormats } from '../../words/formats.ts'
import { useTongue } from '../../words/index.ts'
import classes from './candidates.module.css'

type Answer = components['schemas']['Candidates']
type Candidate = Answer['items'][number]
const languages: Record<string, typeof en> = { en, de }

type Props = { incident: string; chosen: string; onChoose: (person: { id: number; name: string }) => void }

/** Who of the team could take it, by name, and what speaks for and against each; nobody is ranked. */
export function Candidates({ incident, chosen, onChoose }: Props) {
  const { language } = useTongue()
  const w = languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
  const { data } = useQuery({
    queryKey: ['candidates', incident],
    queryFn: () =>
      read(api.GET('/api/v1/incidents/{ref}/candidates', { params: { path: { ref: incident } } })),
    staleTime: 0,
  })
  if (!data || data.items.length === 0) return null
  const fitting = data.items.filter(({ fits }) => fits)
  const others = data.items.filter(({ fits }) => !fits)
  const group = (title: string, items: readonly Candidate[]) =>
    items.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {items.map((one) => (
            <Row key={one.person.id} one={one} w={w} chosen={chosen} onChoose={onChoose} />
          ))}
        </ul>
      </>
    )
  return (
    <section className={classes.candidates} aria-label={w.heading(data.team?.name ?? '')}>
      {fitting.length === 0 && <p className="muted">{w.none}</p>}
      {group(data.needs.length > 0 ? w.fitsSkills(data.needs.join(', ')) : w.fits, fitting)}
      {group(w.others, others)}
    </section>
  )
}

type RowProps = { one: Candidate; w: typeof en } & Pick<Props, 'chosen' | 'onChoose'>

function Row({ one, w, chosen, onChoose }: RowProps) {
  const { person } = one
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-pressed={chosen === String(person.id)}
        onClick={() => onChoose(person)}
      >
        <b dir="auto">{person.name}</b>
        <span className="muted">{reasonsOf(one, w, useFormats()).join(' · ')}</span>
      </button>
    </li>
  )
}

function reasonsOf(
  { open, working, awayUntil, knows, expired, lacks }: Candidate,
  w: typeof en,
  formats: Formats,
): string[] {
  const levels: Record<number, (skill: string) => string> = { 1: w.helped, 2: w.knows, 3: w.teaches }
  const there = working === null ? w.unknown : working ? w.working : w.off
  return [
    awayUntil ? w.away(formats.moment(awayUntil)) : there,
    ...knows.map(({ skill, level }) => (levels[level] ?? w.knows)(skill)),
    ...expired.map(w.expired),
    ...lacks.map(w.lacks),
    w.open(open),
  ]
}
