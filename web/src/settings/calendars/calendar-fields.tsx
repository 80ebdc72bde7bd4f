import { Button, Textarea, TextInput } from '@mantine/core'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { ZoneField } from '../zone-field.tsx'
import own from './calendars.module.css'
import { ComingWeeks } from './coming-weeks.tsx'
import { readHolidays } from './holidays-text.ts'
import { hoursIn, readHours } from './hours-text.ts'
import { type CalendarTyping, holidayProblem, hoursProblem, readCalendar } from './typing.ts'

type Props = {
  draft: CalendarTyping
  set: (draft: CalendarTyping) => void
  errors: Readonly<Record<string, string>>
}

export function CalendarFields({ draft, set, errors }: Props) {
  const w = useSettingsWords().calendars
  const read = readCalendar(draft)
  const free = readHolidays(draft.holidays)
  return (
    <>
      <div className={classes.narrow}>
        <ZoneField
          label={w.zone}
          value={draft.zone}
          error={errors.zone}
          onChange={(zone) => set({ ...draft, zone })}
        />
      </div>
      <Week draft={draft} set={set} errors={errors} />
      <Textarea
        className={classes.textarea}
        label={w.holidays}
        description={w.holidaysHint}
        autosize
        minRows={4}
        maxRows={20}
        value={draft.holidays}
        error={'problem' in free ? holidayProblem(free.problem, w) : errors.holidays}
        onChange={({ currentTarget }) => set({ ...draft, holidays: currentTarget.value })}
      />
      {read && <ComingWeeks calendar={read} />}
    </>
  )
}

function Week({ draft, set, errors }: Props) {
  const w = useSettingsWords().calendars
  const read = readCalendar(draft)
  const [monday = ''] = draft.week
  return (
    <fieldset className={own.week}>
      <legend>{w.week}</legend>
      <p className="muted">{w.weekHint}</p>
      {draft.week.map((text, i) => {
        const hours = readHours(text)
        const day = w.days[i] ?? ''
        return (
          <TextInput
            key={day}
            label={day}
            className={own.day}
            placeholder={w.closed}
            maxLength={200}
            value={text}
            error={'problem' in hours ? hoursProblem(hours.problem, w) : errors[`hours/${i + 1}`]}
            onChange={({ currentTarget }) => set({ ...draft, week: draft.week.with(i, currentTarget.value) })}
          />
        )
      })}
      <div className={classes.inline}>
        <Button
          variant="subtle"
          onClick={() =>
            set({ ...draft, week: draft.week.map((text, i) => (i > 0 && i < 5 ? monday : text)) })
          }
        >
          {w.asMonday}
        </Button>
        <span className="muted figures">
          {read && w.hoursAWeek(String(Math.round(hoursIn(read.week.flat()) * 100) / 100))}
        </span>
      </div>
      {errors.hours && <p className={classes.bad}>{errors.hours}</p>}
    </fieldset>
  )
}
