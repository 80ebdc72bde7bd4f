import type { EventLog } from '../log/event-log.ts'
import { eventsOf, type WrittenEvent } from './parts.ts'

const head = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
`

/** A log in XES (IEEE 1849-2016), piece by piece. */
export function* xesOf(log: EventLog): Generator<string> {
  yield head
  for (let at = 0; at < log.cases; at++) {
    const events = eventsOf(log, at).map(eventText).join('')
    yield `  <trace>\n    ${attribute('string', 'concept:name', log.names.case(at))}\n${events}  </trace>\n`
  }
  yield '</log>\n'
}

function eventText({ activity, transition, time, team, resource }: WrittenEvent): string {
  const attributes = [
    attribute('string', 'concept:name', activity),
    transition === null ? '' : attribute('string', 'lifecycle:transition', transition),
    attribute('date', 'time:timestamp', time),
    team === null ? '' : attribute('string', 'org:group', team),
    resource === null ? '' : attribute('string', 'org:resource', resource),
  ]
  return `    <event>${attributes.join('')}</event>\n`
}

function attribute(kind: 'string' | 'date', key: string, value: string): string {
  return `<${kind} key="${key}" value="${escaped(value)}"/>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML has no control signs but tab and newlines, not even by reference: they become the sign for what is not known. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => signs[sign] as string)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd')
}
