import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { useFormats } from '../../words/formats.ts'
import { Stale } from '../form/differences.tsx'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { PartHead } from '../part-head.tsx'
import { calendarsQuery, openIncidentsQuery } from '../queries.ts'
import classes from '../settings.module.css'
import { between, Trail } from '../trail.tsx'
import { useSettingsWords } from '../words.ts'
import { CalendarFields } from './calendar-fields.tsx'
import {
  type Calendar,
  calendarSaid,
  type Definition,
  definitionOf,
  readCalendar,
  typingOf,
} from './typing.ts'

/** Service hours and holidays; each change is a new version, and running clocks are aimed by it. */
export function CalendarPage({ calendarKey }: { calendarKey: string }) {
  const w = useSettingsWords().calendars
  const { data, error, refetch } = useQuery(calendarsQuery)
  const calendar = data?.find(({ key }) => key === calendarKey)
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'calendars' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !calendar && <Empty title={w.unknown(calendarKey)} />}
      {calendar && <Shown calendar={calendar} />}
    </>
  )
}

function Shown({ calendar }: { calendar: Calendar }) {
  const words = useSettingsWords()
  const w = words.calendars
  const { key, definition, version } = calendar
  const title = key === 'always' ? w.always : key
  const draft = useDraft(`calendar.${key}`, { value: typingOf(definition), version })
  const put = usePutCalendar(key)
  const [before, setBefore] = useState<Definition | null>(null)
  const read = readCalendar(draft.value)
  const save = async (): Promise<void> => {
    if (!read || !(await put.send(definitionOf(read), draft.version))) return
    draft.discard()
    setBefore(definition)
  }
  const undo = async (): Promise<void> => {
    if (before && (await put.send(before, version))) setBefore(null)
  }
  return (
    <>
      <PartHead
        title={title}
        hint={key === 'office' ? `${w.version(version)}, ${w.usual}` : w.version(version)}
      />
      {draft.stale && read && (
        <Stale
          theirs={calendarSaid(definition, words)}
          mine={calendarSaid(definitionOf(read), words)}
          onMine={draft.rebase}
          onTheirs={draft.discard}
        />
      )}
      <Form
        label={title}
        saving={put.saving}
        changed={draft.changed}
        wrong={read === null}
        onSave={() => void save()}
        onDiscard={draft.discard}
        onUndo={before === null ? undefined : () => void undo()}
        shown={['zone', 'hours', 'holidays']}
        effect={<Effect />}
      >
        <CalendarFields draft={draft.value} set={draft.set} errors={put.saving.errors} />
      </Form>
      <Trail
        area="calendars"
        about={key}
        tell={({ facts }, who) => {
          const [from, to] = [facts.before, facts.definition] as (Definition | null | undefined)[]
          return {
            sentence: words.trail.calendar(who, title),
            ...(to && from && { between: between(calendarSaid(from, words), calendarSaid(to, words)) }),
          }
        }}
      />
    </>
  )
}

/** How many clocks a change may reach. */
function Effect() {
  const w = useSettingsWords().calendars
  const formats = useFormats()
  const { data } = useQuery(openIncidentsQuery)
  return <p>{w.effect(data ? `${formats.count(data.count)}${data.capped ? '+' : ''}` : '…')}</p>
}

/** Sends a version of a calendar; answers whether it was taken. */
export function usePutCalendar(key: string) {
  const queries = useQueryClient()
  const w = useSettingsWords().calendars
  const saving = useSave()
  const send = async (definition: Definition, onto: number): Promise<boolean> => {
    const outcome = await saving.save({
      label: `${w.week}: ${key}`,
      method: 'PUT',
      path: `/api/v1/calendars/${key}`,
      body: definition,
      ifMatch: onto,
    })
    await queries.refetchQueries({ queryKey: ['calendars'] })
    for (const name of ['changes', 'set-up-steps']) void queries.invalidateQueries({ queryKey: [name] })
    return outcome.ok
  }
  return { saving, send }
}
