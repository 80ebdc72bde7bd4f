import { type ReactNode, Suspense, useState } from 'react'
import type { Outcome } from '../../api/index.ts'
import { lazily } from '../../parts/lazily.ts'
import { instantOf, wallTime } from '../../parts/wall-time.ts'
import { When } from '../../parts/when.tsx'
import { useFormats } from '../../words/formats.ts'
import { useTongue, useWords, type Words } from '../../words/index.ts'
import { pathOf, type Shown } from '../data.ts'
import { InPlace } from '../parts/in-place.tsx'
import { codeWord, fieldWord } from '../timeline/tell.ts'
import { type Amend, useAmend } from '../use-amend.ts'
import classes from './side.module.css'

const PickInPlace = lazily(() => import('./pick-in-place.tsx'), 'PickInPlace')

type Part = { record: Shown; amend: Amend }

/** What is known about a record, each fact to be changed where it stands. */
export function Details({ record, onAct }: { record: Shown; onAct: (verb: string) => void }) {
  const words = useWords()
  const amend = useAmend(record)
  const part = { record, amend }
  const may = (verb: string): (() => void) | undefined =>
    record.can.includes(verb) ? () => onAct(verb) : undefined
  return (
    <section className={classes.part} aria-label={words.record.details}>
      <h2 className={classes.heading}>{words.record.details}</h2>
      <dl className={classes.facts}>
        {record.kind === 'incident' && <Service {...part} />}
        <Fact name={words.terms.team} value={record.team?.name} onAct={may('assign')} />
        {record.kind !== 'service' && (
          <>
            <Fact name={words.terms.holder} value={record.holder?.name} onAct={may('give') ?? may('take')} />
            <Fact name={words.terms.requester} value={record.requester?.name} />
          </>
        )}
        {record.kind === 'incident' && (
          <>
            <Level {...part} field="impact" choices={words.terms.impacts} />
            <Level {...part} field="urgency" choices={words.terms.urgencies} />
            <Text {...part} field="symptomCategory" />
            {(record.symptomCategory || record.subcategory) && <Text {...part} field="subcategory" />}
            {(record.symptomCategory || record.symptom) && <Text {...part} field="symptom" />}
          </>
        )}
        {record.kind === 'task' && <Moment {...part} field="taskDueAt" />}
        {record.reviewDueAt && <Fact name={words.terms.due} value={<When at={record.reviewDueAt} />} />}
        <Tags {...part} />
        <Fact name={words.terms.channel} value={words.record.channels[record.channel] ?? record.channel} />
        <Fact name={words.terms.opened} value={<When at={record.openedAt} />} />
        {Object.entries(record.custom).map(([name, value]) => (
          <Fact key={name} name={name} value={ownValue(value, words)} />
        ))}
      </dl>
    </section>
  )
}

/** When it began, was noticed, was reported, and worked again. */
export function Moments({ record }: { record: Shown }) {
  const words = useWords().record
  const amend = useAmend(record)
  if (record.kind !== 'incident') return null
  const part = { record, amend }
  return (
    <section className={classes.part} aria-label={words.moments}>
      <h2 className={classes.heading}>{words.moments}</h2>
      <dl className={classes.facts}>
        <Moment {...part} field="impactFrom" />
        <Moment {...part} field="detectedAt" />
        <Fact name={words.fields.reportedAt} value={<When at={record.reportedAt ?? record.openedAt} />} />
        <Moment {...part} field="restoredAt" fixed={!record.restoredAt} />
        {record.resolvedAt && <Fact name={words.fields.resolvedAt} value={<When at={record.resolvedAt} />} />}
        {record.closedAt && <Fact name={words.fields.closedAt} value={<When at={record.closedAt} />} />}
        <Outage {...part} />
      </dl>
    </section>
  )
}

/** What solved it, or helps meanwhile. */
export function Solution({ record }: { record: Shown }) {
  const words = useWords()
  const amend = useAmend(record)
  const { supplier, supplierReference, chaseAt, workaround, resolutionCode } = record
  if (!supplier && !workaround && !resolutionCode) return null
  const part = { record, amend }
  return (
    <section className={classes.part} aria-label={words.record.solution}>
      <dl className={classes.facts}>
        {supplier && <Fact name={words.record.fields.supplier} value={supplier} />}
        {supplierReference && <Fact name={words.record.fields.supplierReference} value={supplierReference} />}
        {supplier && chaseAt && record.state === 'waiting-supplier' && (
          <Fact name={words.record.fields.chaseAt} value={<When at={chaseAt} />} />
        )}
        {resolutionCode && (
          <Fact name={words.record.fields.resolutionCode} value={codeWord(resolutionCode, words)} />
        )}
        {workaround && <Text {...part} field="workaround" long />}
      </dl>
    </section>
  )
}

function Fact({ name, value, onAct }: { name: string; value: ReactNode; onAct?: (() => void) | undefined }) {
  const words = useWords().record
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">
        {onAct ? (
          <button
            type="button"
            className={classes.quiet}
            data-empty={value === undefined || undefined}
            onClick={onAct}
            title={words.edit(name)}
          >
            {value ?? words.notSet}
          </button>
        ) : (
          (value ?? <span className="muted">{words.notSet}</span>)
        )}
      </dd>
    </>
  )
}

/** What a field of the organisation's own holds, for people. */
function ownValue(value: unknown, words: Words): string {
  if (typeof value === 'boolean') return value ? words.record.timeline.yes : words.record.timeline.no
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

type TextField = 'symptomCategory' | 'subcategory' | 'symptom' | 'workaround'

function Text({ record, amend, field, long = false }: Part & { field: TextField; long?: boolean }) {
  const words = useWords()
  const label = fieldWord(field, words)
  const save = (typed: string): Promise<Outcome> => amend(field, typed.trim() || (long ? '' : null))
  return (
    <Row label={label}>
      <InPlace label={label} kind={long ? 'prose' : 'line'} value={record[field] ?? ''} onSave={save} />
    </Row>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

type LevelProps = Part & { field: 'impact' | 'urgency'; choices: Record<1 | 2 | 3, string> }

function Level({ record, amend, field, choices }: LevelProps) {
  const words = useWords()
  const label = fieldWord(field, words)
  const value = record[field]
  const named = ([1, 2, 3] as const).map((one) => [String(one), `${one} ${choices[one]}`] as const)
  const shown = named.find(([one]) => one === String(value))?.[1]
  return (
    <Row label={label}>
      <InPlace
        label={label}
        value={value === null ? '' : String(value)}
        choices={named}
        onSave={(typed) => amend(field, Number(typed))}
      >
        {shown}
      </InPlace>
    </Row>
  )
}

function Tags({ record, amend }: Part) {
  const words = useWords()
  const label = words.record.fields.tags
  const save = (typed: string): Promise<Outcome> => {
    const tags = typed.split(',').map((tag) => tag.trim())
    return amend('tags', [...new Set(tags.filter(Boolean))])
  }
  if (pathOf(record.ref) === null) return null
  return (
    <Row label={label}>
      <InPlace label={label} value={record.tags.join(', ')} onSave={save} />
    </Row>
  )
}

type MomentField = 'impactFrom' | 'detectedAt' | 'restoredAt' | 'taskDueAt'

function Moment({ record, amend, field, fixed = false }: Part & { field: MomentField; fixed?: boolean }) {
  const words = useWords()
  const formats = useFormats()
  const { zone } = useTongue()
  const label = fieldWord(field, words)
  const at = record[field]
  if (fixed) return <Fact name={label} value={undefined} />
  const save = (typed: string): Promise<Outcome> => {
    const instant = typed ? instantOf(typed, zone) : null
    return amend(field, instant)
  }
  return (
    <Row label={label}>
      <InPlace label={label} kind="datetime-local" value={at ? wallTime(at, zone) : ''} onSave={save}>
        {at ? <span title={formats.exact(at)}>{formats.moment(at)}</span> : undefined}
      </InPlace>
    </Row>
  )
}

function Outage({ record, amend }: Part) {
  const words = useWords().record
  const choices = [
    ['false', words.timeline.no],
    ['true', words.timeline.yes],
  ] as const
  return (
    <Row label={words.fields.outage}>
      <InPlace
        label={words.fields.outage}
        value={String(record.outage ?? false)}
        choices={choices}
        onSave={(typed) => amend('outage', typed === 'true')}
      >
        {record.outage ? words.timeline.yes : words.timeline.no}
      </InPlace>
    </Row>
  )
}

function Service({ record, amend }: Part) {
  const words = useWords()
  const [picking, setPicking] = useState(false)
  const label = words.terms.service
  if (picking) {
    return (
      <Row label={label}>
        <Suspense>
          <PickInPlace
            label={label}
            value={record.service && { value: record.service.key, label: record.service.name }}
            onLeave={() => setPicking(false)}
            onPick={(picked) => {
              setPicking(false)
              void amend(
                'service',
                picked?.value ?? null,
                picked && { ref: '', key: picked.value, name: picked.label },
              )
            }}
          />
        </Suspense>
      </Row>
    )
  }
  return <Fact name={label} value={record.service?.name} onAct={() => setPicking(true)} />
}
