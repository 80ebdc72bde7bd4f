import type { ReactNode } from 'react'
import classes from './side.module.css'

type Props = { heading: string; aside?: ReactNode; children: ReactNode }

/** A part of the side column: what it is about, what one can add, and what there is. */
export function Part({ heading, aside, children }: Props) {
  return (
    <section className={classes.part} aria-label={heading}>
      <div className={classes.heading}>
        <h2>{heading}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A quiet button among the facts. */
export function Quiet({
  onClick,
  children,
  label,
}: {
  onClick: () => void
  children: ReactNode
  /** Where its words alone do not say which. */
  label?: string
}) {
  return (
    <button type="button" className={classes.quiet} onClick={onClick} aria-label={label}>
      {children}
    </button>
  )
}

/** Takes something from a list. */
export function Remove({
  label,
  onClick,
  mark = '×',
}: {
  label: string
  onClick: () => void
  mark?: string
}) {
  return (
    <button type="button" className={classes.remove} aria-label={label} title={label} onClick={onClick}>
      {mark}
    </button>
  )
}
