import { html, type Markup } from '../../spine/markup/index.ts'
import { prose } from '../markdown.ts'
import { ago } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import type { Attached, Entry, Whole } from './records.ts'

/** What happened and what was said, in its order, with the files where they were sent. */
export function timeline(visitor: Visitor, { record, entries, more, attached }: Whole): Markup {
  const files = new Map(attached.map((file) => [placeOf(file.at, file.by?.id), file]))
  const opening = entries.find(({ verb }) => verb === 'open')
  return html`<ol id="timeline" data-part="timeline">
${beginning(visitor, record.openedAt, record.description, opening ?? null, record.requester?.name ?? null)}
${entries.filter((entry) => entry !== opening).map((entry) => item(visitor, record.ref, entry, files))}
${more && html`<li id="more" class="quiet">${visitor.words.record.earlier}</li>`}
</ol>`
}

/** A file is known by when it was sent and by whom: the entry itself does not name it to everyone. */
function placeOf(at: string, by: number | undefined): string {
  return `${at} ${by ?? ''}`
}

function beginning(
  visitor: Visitor,
  openedAt: string,
  description: string,
  entry: Entry | null,
  requester: string | null,
): Markup {
  const { words, reader } = visitor
  const who = entry ? nameOf(visitor, entry) : (requester ?? words.record.nameless)
  return html`<li id="e1" class="entry"><p class="who"><b dir="auto">${who}</b> ${words.verbs.open} ${ago(reader, openedAt)}</p>${
    description.trim() !== '' && html`<div class="prose">${prose(description)}</div>`
  }</li>`
}

function item(visitor: Visitor, ref: string, entry: Entry, files: ReadonlyMap<string, Attached>): Markup {
  const { words, reader } = visitor
  const verb = (words.verbs as Record<string, string>)[entry.verb] ?? words.verbs.other
  const file = entry.verb === 'attach' ? files.get(placeOf(entry.at, entry.actor?.id)) : undefined
  return html`<li id="e${entry.seq}" class="entry${entry.actor?.id === visitor.me?.id && ' mine'}">
<p class="who"><b dir="auto">${nameOf(visitor, entry)}</b> ${verb} ${ago(reader, entry.at)}</p>${
    entry.redacted
      ? html`<p class="quiet">${words.record.removed}</p>`
      : entry.body && html`<div class="prose">${prose(entry.body)}</div>`
  }${file && fileLink(visitor, ref, file)}</li>`
}

function nameOf({ words }: Visitor, { actor }: Entry): string {
  return actor?.name ?? words.record.nameless
}

function fileLink({ reader }: Visitor, ref: string, { id, name, size }: Attached): Markup {
  return html`<p class="file"><a href="/api/v1/incidents/${ref}/attachments/${id}" dir="auto">${name}</a> <span class="quiet">${sizeOf(reader.language, size)}</span></p>`
}

function sizeOf(language: string, bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const format = { style: 'unit', unit: unit as string, maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, format).format(value as number)
}
