import { useEffect, useState } from 'react'
import { now } from '../../api/index.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import classes from './major.module.css'

const minute = 60_000
/** From here on it is counted in seconds, and is the largest thing on the screen. */
const near = 5 * minute

type Aim = { at: number; says: 'left' | 'late' | 'answer' | 'standsDown' }

/** What the time runs towards: the next update, before all; else the answer, or the end. */
export function aimOf({ major }: Shown, at: number): Aim | null {
  if (!major) return null
  if (major.nextPostAt) {
    const due = Date.parse(major.nextPostAt)
    return { at: due, says: due < at ? 'late' : 'left' }
  }
  if (major.answerBy) return { at: Date.parse(major.answerBy), says: 'answer' }
  return major.standsDownAt ? { at: Date.parse(major.standsDownAt), says: 'standsDown' } : null
}

/** How long until users have to hear again, or since when they should have. */
export function Countdown({ record }: { record: Shown }) {
  const words = useWords().major.clock
  const formats = useFormats()
  const at = useSeconds()
  const aim = aimOf(record, at)
  if (!aim) return null
  const left = aim.at - at
  const urgent = aim.says === 'late' || (left < near && aim.says !== 'standsDown')
  return (
    <div
      className={classes.clock}
      data-urgent={urgent || undefined}
      data-late={aim.says === 'late' || undefined}
    >
      <span>{words[aim.says]}</span>
      <span className={classes.left} role="timer">
        {left > -near && left < near ? inSeconds(left) : formats.duration(left)}
      </span>
    </div>
  )
}

function inSeconds(ms: number): string {
  const all = Math.floor(Math.abs(ms) / 1000)
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`
}

/** The server's time, told each second. */
function useSeconds(): number {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return at
}
