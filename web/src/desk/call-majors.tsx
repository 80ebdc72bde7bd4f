import { useQuery } from '@tanstack/react-query'
import { useWords } from '../words/index.ts'
import classes from './call-form.module.css'
import type { Parent } from './call-log.ts'
import { openMajorsQuery } from './call-queries.ts'

/** The open majors that a call may be about: those of the service that was chosen, else all. */
export function useMajors(service: string | null): Parent[] {
  const words = useWords().major
  const { data = [] } = useQuery(openMajorsQuery)
  const fitting = data.filter((major) => service === null || major.service?.key === service)
  return fitting.map(({ ref, service: of }) => ({
    ref,
    title: words.broken(of?.name ?? words.somewhat),
    service: of,
    team: null,
  }))
}

/** What is broken for many now, before all else; the caller is added by a press, or by a key. */
export function CallMajors({ majors, onAdd }: { majors: readonly Parent[]; onAdd: (to: Parent) => void }) {
  const words = useWords().major.call
  if (majors.length === 0) return null
  return (
    <section data-part="majors">
      <h2>{words.heading}</h2>
      {majors.map((major, at) => (
        <button key={major.ref} type="button" className={classes.found} onClick={() => onAdd(major)}>
          <span className={classes.foundTop}>
            <span>{major.ref}</span>
            <b className="cut" dir="auto">
              {major.title}
            </b>
            <span className={classes.act}>{words.add}</span>
          </span>
          {at === 0 && <span className={`${classes.foundMore} muted wide-only`}>Alt M</span>}
        </button>
      ))}
    </section>
  )
}
