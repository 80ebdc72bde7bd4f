import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTongue } from '../../words/index.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { PartHead } from '../part-head.tsx'
import { calendarsQuery } from '../queries.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { usePutCalendar } from './calendar.tsx'
import { CalendarFields } from './calendar-fields.tsx'
import { type CalendarTyping, definitionOf, readCalendar } from './typing.ts'

type Typing = CalendarTyping & { key: string }
const usual = '09:00-17:00'

/** New service hours, such as those of a shift or of another country. */
export function NewCalendar() {
  const w = useSettingsWords().calendars
  const navigate = useNavigate()
  const { zone } = useTongue()
  const { data: known = [] } = useQuery(calendarsQuery)
  const empty: Typing = { key: '', zone, week: [usual, usual, usual, usual, usual, '', ''], holidays: '' }
  const draft = useDraft('calendar.new', { value: empty, version: 0 })
  const { key: typed, ...fields } = draft.value
  const key = typed.trim()
  const put = usePutCalendar(key)
  const read = readCalendar(fields)
  const taken = known.some((one) => one.key === key)
  const named = /^[a-z0-9][a-z0-9-]{0,59}$/.test(key)
  const add = async (): Promise<void> => {
    if (!read || !(await put.send(definitionOf(read), 0))) return
    draft.discard()
    await navigate({ to: '/settings/$part/$item', params: { part: 'calendars', item: key } })
  }
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'calendars' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      <PartHead title={w.addTitle} />
      <Form
        begins
        label={w.addTitle}
        saving={put.saving}
        changed={key !== ''}
        wrong={key !== '' && (read === null || taken || !named)}
        onSave={() => void add()}
        onDiscard={draft.discard}
        saveLabel={w.add}
        shown={['zone', 'hours', 'holidays', 'key']}
      >
        <TextInput
          label={w.key}
          className={classes.narrow}
          description={w.keyHint}
          maxLength={60}
          value={typed}
          error={taken ? w.exists : key !== '' && !named ? w.badKey : put.saving.errors.key}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, key: currentTarget.value })}
        />
        <CalendarFields
          draft={fields}
          set={(next) => draft.set({ ...draft.value, ...next })}
          errors={put.saving.errors}
        />
      </Form>
    </>
  )
}
