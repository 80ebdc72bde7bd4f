import type { ReactNode } from 'react'
import classes from '../settings.module.css'
import { type SettingsWords, useSettingsWords } from '../words.ts'

type Props = { id: keyof SettingsWords['profile']['sections']; hint?: string; children: ReactNode }

/** A part of the profile that can be linked to. */
export function Section({ id, hint, children }: Props) {
  const title = useSettingsWords().profile.sections[id]
  return (
    <section id={id} className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  )
}
