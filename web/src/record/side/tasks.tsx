import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link as RouteLink } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Row } from '../../api/index.ts'
import { When } from '../../parts/when.tsx'
import { usePending, withPending } from '../../shell/pending.ts'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { refusedBy } from '../actions/use-acting.tsx'
import { useChange } from '../change.ts'
import { linksQuery, pathOf, recordQuery, type Shown } from '../data.ts'
import { isTask } from './links.tsx'
import { Part } from './part.tsx'
import classes from './side.module.css'

/** The parts of the work that somebody else can do: who has them, until when, and whether they are done. */
export function Tasks({ record }: { record: Shown }) {
  const words = useWords().record.tasks
  const { data = [] } = useQuery(linksQuery(record.ref))
  const tasks = data.filter(isTask).map((link) => link.record)
  const coming = usePending().filter(({ ref, path }) => ref === record.ref && path === '/api/v1/tasks')
  const done = tasks.filter(({ category }) => category === 'done').length
  return (
    <Part
      heading={words.heading}
      aside={tasks.length > 0 && <span className="muted">{words.ofAll(done, tasks.length)}</span>}
    >
      <ul className={classes.list}>
        {tasks.map((task) => (
          <Task key={task.ref} summary={task} parent={record.ref} />
        ))}
        {coming.map(({ key, body }) => (
          <li key={key} className={`${classes.item} muted`} dir="auto">
            {(body as { title: string }).title}
          </li>
        ))}
      </ul>
      {tasks.length + coming.length === 0 && <p className="muted">{words.none}</p>}
      {pathOf(record.ref) && <NewTask record={record} />}
    </Part>
  )
}

function Task({ summary, parent }: { summary: Row; parent: string }) {
  const me = useMe()
  const words = useWords()
  const queries = useQueryClient()
  const pending = usePending()
  const { data } = useQuery(recordQuery(summary.ref))
  const task = withPending<Shown>(
    data ?? { ...summary, clocks: [], can: [], watching: false, participants: [], merged: [] },
    pending,
  )
  const change = useChange(task)
  const done = task.category === 'done' || task.category === 'cancelled'
  const turn = async (): Promise<void> => {
    const [verb, label] = done
      ? ['reopen', words.record.tasks.reopened(task.title)]
      : ['finish', words.record.tasks.finished(task.title)]
    await change({
      label,
      method: 'POST',
      path: `${pathOf(task.ref)}/actions/${verb}`,
      body: {},
      patch: {
        category: done ? 'queue' : 'done',
        ...(!task.holder && { holder: { id: me.id, name: me.name } }),
      },
      about: ['state', 'holder'],
      undoable: true,
    })
    void queries.invalidateQueries({ queryKey: ['links', parent] })
  }
  const said = words.record.tasks
  return (
    <li className={classes.item}>
      <input
        type="checkbox"
        checked={done}
        aria-label={done ? said.reopen(task.title) : said.finish(task.title)}
        onChange={() => void turn()}
      />
      <span className={classes.grow}>
        <RouteLink
          to="/records/$ref"
          params={{ ref: task.ref }}
          className={done ? (classes.done ?? '') : ''}
          dir="auto"
        >
          {task.title}
        </RouteLink>{' '}
        <span className="muted" dir="auto">
          {task.holder?.name}
        </span>
      </span>
      {task.taskDueAt && !done && (
        <span className="muted">
          <When at={task.taskDueAt} />
        </span>
      )}
    </li>
  )
}

function NewTask({ record }: { record: Shown }) {
  const words = useWords()
  const said = words.record.tasks
  const queries = useQueryClient()
  const change = useChange(record)
  const [title, setTitle] = useState('')
  const [why, setWhy] = useState('')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const typed = title.trim()
    if (!typed) return
    setTitle('')
    setWhy('')
    const outcome = await change({
      label: said.added(typed),
      method: 'POST',
      path: '/api/v1/tasks',
      body: { title: typed, parent: record.ref },
      anyVersion: true,
      saysWhy: true,
    })
    const problem = refusedBy(outcome)
    if (problem) {
      setTitle(typed)
      setWhy(problem.fields.title ?? problem.message)
    }
    void queries.invalidateQueries({ queryKey: ['links', record.ref] })
  }
  const id = `new-task-${record.ref}`
  return (
    <form onSubmit={submit}>
      <div className={classes.add}>
        <input
          id={id}
          className={classes.field}
          aria-label={said.add}
          placeholder={said.addPlaceholder}
          value={title}
          dir="auto"
          aria-invalid={why ? true : undefined}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
      </div>
      {why && (
        <p role="alert" className={classes.why}>
          {why}
        </p>
      )}
    </form>
  )
}
