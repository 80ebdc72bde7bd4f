import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClockSpans } from '../../api/index.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { clocksQuery, type Shown } from '../data.ts'
import { ClockBar, inOrder, nameOf } from '../parts/clock-bar.tsx'
import classes from './side.module.css'

/** The record's clocks; opening one tells what it counted, what not, and why. */
export function Clocks({ record }: { record: Shown }) {
  const words = useWords().record.clocks
  const { data = [] } = useQuery(clocksQuery(record.ref))
  const [opened, setOpened] = useState('')
  if (record.clocks.length === 0) return null
  return (
    <section className={classes.part} aria-label={words.heading}>
      {inOrder(record.clocks).map((clock) => {
        const spans = data.find(({ name }) => name === clock.name)
        return (
          <div key={clock.name}>
            <ClockBar
              clock={clock}
              spans={spans}
              opened={opened === clock.name}
              onOpen={() => setOpened(opened === clock.name ? '' : clock.name)}
            />
            {opened === clock.name && spans && (
              <Spans spans={spans} target={clock.targetSeconds} due={clock.dueAt} />
            )}
          </div>
        )
      })}
    </section>
  )
}

function Spans({ spans, target, due }: { spans: ClockSpans; target: number; due: string | null }) {
  const words = useWords()
  const formats = useFormats()
  const said = words.record.clocks
  return (
    <>
      <p className="muted">
        {said.target(formats.duration(target * 1000))}
        {due && `. ${said.due(formats.exact(due))}`}
      </p>
      <ul className={classes.spans} aria-label={said.spans(nameOf(spans.name, words))}>
        {spans.spans.toReversed().map(({ from, to, counted, why }) => (
          <li key={from} title={`${formats.exact(from)} – ${formats.exact(to)}`}>
            <span className={classes.mark} data-counted={counted || undefined} aria-hidden />
            <span>
              {words.record.whys[why] ?? why}
              <span className="muted">, {counted ? said.counted : said.notCounted}</span>
            </span>
            <span className="figures">{formats.duration(Date.parse(to) - Date.parse(from))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
