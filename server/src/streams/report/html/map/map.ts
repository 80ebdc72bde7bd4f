import { html, type Markup } from '../../../../spine/markup/index.ts'
import type { Analysis } from '../../../analyse/analysis.ts'
import { countText, durationText, shareText } from '../../durations.ts'
import { section, table } from '../parts.ts'
import { named } from '../texts.ts'
import { drawn, type Fact } from './draw.ts'
import { layoutOf } from './layout.ts'
import { type Level, levelsOf, mainOnes } from './levels.ts'

const rows = 40

/** The map, at as many levels as it takes to show all, and its steps as a table. */
export async function mapOf(analysis: Analysis): Promise<Markup> {
  const levels = levelsOf(analysis)
  const fact = factsOf(analysis)
  const pictures: Markup[] = []
  for (const level of levels) pictures.push(await pictureOf(level, analysis, fact))
  return section(
    'map',
    'The way the work goes',
    'map',
    html`<div class="choices">
${
  levels.length > 1
    ? choice(
        'level',
        'Show',
        levels.map(({ name, share }) => html`${name} <small>${shareText(share)}</small>`),
      )
    : null
}
${choice('weight', 'Lines by', [html`how often`, html`time taken`])}
</div>
<p class="key"><i class="key-waiting"></i> waiting <i class="key-work"></i> in work <i class="key-done"></i> done. The higher the bar on an activity, the more of all elapsed time passed there: the figure in its corner. ↻ tells how often it came directly after itself.</p>
${pictures.map((picture, at) => html`<div class="level level-${at}">${picture}</div>`)}
<p id="chosen" class="chosen" aria-live="polite"></p>
${stepsTable(analysis)}`,
  )
}

async function pictureOf(level: Level, analysis: Analysis, fact: (name: string) => Fact): Promise<Markup> {
  const [begins, ends] = [mainOnes(analysis.begins), mainOnes(analysis.ends)]
  const placed = await layoutOf(level, begins, ends)
  const { activities, directlyFollows } = analysis
  return html`<div class="scroll map" tabindex="0" role="group" aria-label="Map: ${level.name}. Arrow keys go from activity to activity.">${drawn({ level, placed, begins, ends, fact })}</div>
<p class="shown">${level.activities.length} of ${countText(activities.length)} activities, ${level.steps.length} of ${countText(directlyFollows.length)} kinds of steps: ${shareText(level.share)} of all steps that were taken.</p>`
}

function factsOf({ activities, waiting, causes }: Analysis): (name: string) => Fact {
  const count = new Map(activities.map((one) => [one.name, one.count]))
  const share = new Map(waiting.map((one) => [one.activity, one.share]))
  const cause = new Map(causes.flatMap((one) => one.activities.map((name) => [name, one.cause] as const)))
  return (name) => {
    const what = cause.get(name) ?? 'work'
    const kind = what === 'work' || what === 'done' ? what : 'waiting'
    return { count: count.get(name) ?? 0, share: share.get(name) ?? 0, kind }
  }
}

function choice(group: string, label: string, options: readonly Markup[]): Markup {
  return html`<fieldset><legend>${label}</legend>${options.map(
    (option, at) =>
      html`<label><input type="radio" name="${group}" value="${at}" id="${group}-${at}" ${at === 0 ? html`checked` : null}><span>${option}</span></label>`,
  )}</fieldset>`
}

function stepsTable({ directlyFollows }: Analysis): Markup {
  const shown = directlyFollows.toSorted((a, b) => b.totalSeconds - a.totalSeconds).slice(0, rows)
  const all = directlyFollows.reduce((sum, { totalSeconds }) => sum + totalSeconds, 0)
  return html`<details><summary>The steps as a table, the most time first${directlyFollows.length > rows ? ` (${rows} of ${countText(directlyFollows.length)})` : ''}</summary>
${table(
  ['From', 'To', '#Times', '#Median', '#One in ten over', '#Share of all time'],
  shown.map((step) => [
    named(step.from),
    named(step.to),
    countText(step.count),
    durationText(step.medianSeconds),
    durationText(step.p90Seconds),
    shareText(all === 0 ? 0 : step.totalSeconds / all),
  ]),
)}</details>`
}
