import { Button } from '@mantine/core'
import { useSettingsWords } from '../words.ts'
import classes from './form.module.css'

/** A value in words: what each of its parts is called, and what it says. */
export type Said = readonly (readonly [label: string, text: string])[]
export type Difference = { label: string; from: string | null; to: string | null }

/** What differs between two values, part by part; null where one has no such part. */
export function differences(before: Said, after: Said): Difference[] {
  const [from, to] = [new Map(before), new Map(after)]
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((label) => {
    const one = from.get(label) ?? null
    const other = to.get(label) ?? null
    return one === other ? [] : [{ label, from: one, to: other }]
  })
}

type Props = { theirs: Said; mine: Said; onMine: () => void; onTheirs: () => void }

/** Somebody else was faster: shows what is there now and what was typed, and lets one choose. */
export function Stale({ theirs, mine, onMine, onTheirs }: Props) {
  const words = useSettingsWords().form
  const between = differences(theirs, mine)
  return (
    <section className={classes.stale} role="alert">
      <h2>{words.staleTitle}</h2>
      <p>{words.staleHint}</p>
      <table className={classes.differences}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.now}</th>
            <th scope="col">{words.yours}</th>
          </tr>
        </thead>
        <tbody>
          {between.map(({ label, from, to }) => (
            <tr key={label}>
              <th scope="row" dir="auto">
                {label}
              </th>
              <td dir="auto">{from ?? words.none}</td>
              <td dir="auto">{to ?? words.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.actions}>
        <Button variant="default" onClick={onMine}>
          {words.keepMine}
        </Button>
        <Button variant="subtle" onClick={onTheirs}>
          {words.takeTheirs}
        </Button>
      </div>
    </section>
  )
}
