import type { Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import { countText, shareText } from '../durations.ts'
import { bar, section, table } from './parts.ts'
import { named } from './texts.ts'

/** Between which teams work passes most, and what of it comes straight back. */
export function teamsOf({ teamPairs, handovers, pingPong, handoversOfPeople }: Analysis): Markup | null {
  if (!handovers || teamPairs.length === 0) return null
  const largest = teamPairs[0]?.count ?? 1
  const shown = teamPairs.reduce((sum, { count }) => sum + count, 0)
  const back =
    pingPong && pingPong.count > 0 ? `; ${countText(pingPong.count)} times it came straight back` : ''
  const people = handoversOfPeople
    ? ` Between people it passed ${countText(handoversOfPeople.count)} times.`
    : ''
  const lead = `Work passed from one team to another ${countText(handovers.count)} times, in ${countText(handovers.cases)} cases${back}.${people} ${shown === handovers.count ? 'These are all.' : `These ${teamPairs.length} pairs are ${shareText(shown / handovers.count)} of it.`}`
  return section(
    'teams',
    'From team to team',
    'handovers',
    table(
      ['From', 'To', '#Times', '', '#Straight back'],
      teamPairs.map(({ from, to, count, back }) => [
        named(from),
        named(to),
        countText(count),
        bar(count / largest),
        back === 0 ? '–' : `${countText(back)} (${shareText(back / count)})`,
      ]),
    ),
    lead,
  )
}
