import { Button } from '@mantine/core'
import { Dialog } from '../parts/dialog.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './actions/dialog.module.css'
import { type Clash, useConflict } from './conflicts.ts'
import side from './side/side.module.css'
import { fieldWord, shown } from './timeline/tell.ts'

/** What one did met what somebody else did: shows both, and lets one choose. */
export function ConflictDialog() {
  const conflict = useConflict()
  const words = useWords()
  const said = words.record.conflict
  if (!conflict) return null
  const { verb, clashes, choose } = conflict
  return (
    <Dialog opened onClose={() => choose('theirs')} title={said.title}>
      <div className={classes.form}>
        <p>{verb ? said.act : said.field}</p>
        {clashes.map((clash) => (
          <Both key={clash.field} clash={clash} verb={verb} />
        ))}
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => choose('theirs')}>
            {said.keepTheirs}
          </Button>
          <Button onClick={() => choose('yours')}>{verb ? said.doAnyway : said.keepYours}</Button>
        </div>
      </div>
    </Dialog>
  )
}

function Both({ clash: { field, before, theirs, yours }, verb }: { clash: Clash; verb: boolean }) {
  const words = useWords()
  const formats = useFormats()
  const said = words.record.conflict
  const read = (value: unknown): string => shown(value, words, formats, field)
  return (
    <section>
      <h3>{fieldWord(field, words)}</h3>
      <dl className={side.facts}>
        <dt>{verb ? words.record.timeline.before : said.yours}</dt>
        <dd dir="auto">{read(verb ? before : yours)}</dd>
        <dt>{said.theirs}</dt>
        <dd dir="auto">{read(theirs)}</dd>
      </dl>
    </section>
  )
}
