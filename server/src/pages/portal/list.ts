import { html, type Markup } from '../../spine/markup/index.ts'
import { failedPage, saidOf } from '../failed.ts'
import { page } from '../layout.ts'
import { addSignedPage, type Place, type Signed } from '../place.ts'
import { sendPage } from '../respond.ts'
import { ago } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import { portalKinds, type Row } from './records.ts'
import { standing } from './state.ts'

type Rows = { items: Row[]; next: string | null }
type Lists = { q: string; cursor: string; open: Row[]; rest: Rows }

/** One's own reports: what is open first, then the rest, or what a search finds. */
export function addList(place: Place): void {
  addSignedPage(place, '/portal', async ({ visitor, reply, query }: Signed) => {
    const q = query('q').trim().slice(0, 200)
    const cursor = query('cursor')
    const ask = (more: string) => {
      const words = q === '' ? '' : `&q=${encodeURIComponent(q)}`
      return visitor.api<Rows>(
        'GET',
        `/records?kind=${portalKinds}&requester=me&sort=-updated${words}${more}`,
      )
    }
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const first = cursor === ''
    const [open, merged, rest] = await Promise.all([
      first ? ask('&open=true&limit=200') : null,
      // What is dealt with together with others' reports is open to who reported it.
      first ? ask('&category=merged&limit=200') : null,
      ask(`&open=false&limit=25${after}`),
    ])
    const problem = open?.problem ?? merged?.problem ?? rest.problem
    if (problem)
      return sendPage(reply, failedPage(visitor, saidOf(visitor.words, problem)), { status: rest.status })
    const others = { ...rest.body, items: rest.body.items.filter(({ category }) => category !== 'merged') }
    const lists = {
      q,
      cursor,
      open: [...(open?.body.items ?? []), ...(merged?.body.items ?? [])],
      rest: others,
    }
    return sendPage(reply, listPage(visitor, first ? withUnconfirmed(lists) : lists))
  })
}

/** What its requester has still to say yes or no to is not done for them; it was among the last to change. */
function withUnconfirmed({ open, rest, ...more }: Lists): Lists {
  const mine = rest.items.filter(({ state }) => state === 'resolved')
  const done = rest.items.filter(({ state }) => state !== 'resolved')
  const byChange = (a: Row, b: Row) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt)
  return { ...more, open: [...open, ...mine].toSorted(byChange), rest: { ...rest, items: done } }
}

function listPage(visitor: Visitor, lists: Lists): string {
  const { portal } = visitor.words
  const { q, cursor, open, rest } = lists
  const some = open.length + rest.items.length > 0
  const first = q === '' && cursor === ''
  return page(visitor, {
    title: portal.title,
    content: html`<div class="head"><h1>${portal.title}</h1>
<p class="act"><a class="button main" href="/portal/report">${portal.report}</a></p></div>
${(some || !first) && search(visitor, q)}
<div id="list" data-part="list" data-live>
${some ? sections(visitor, lists) : nothing(visitor, lists)}
</div>`,
  })
}

function nothing({ words: { portal } }: Visitor, { q }: Lists): Markup {
  return q === ''
    ? html`<div class="empty"><p class="lead">${portal.none}</p><p>${portal.noneHint}</p></div>`
    : html`<div class="empty"><p dir="auto">${portal.noneFound(q)}</p><p><a href="/portal">${portal.all}</a></p></div>`
}

function search({ words: { portal } }: Visitor, q: string): Markup {
  return html`<form class="search" role="search" action="/portal">
<label class="unseen" for="q">${portal.search}</label>
<input id="q" name="q" type="search" value="${q}" placeholder="${portal.search}" maxlength="200" dir="auto">
<button>${portal.searchSubmit}</button></form>`
}

function sections(visitor: Visitor, { q, cursor, open, rest }: Lists): Markup {
  const { portal } = visitor.words
  const older = new URLSearchParams({ ...(q && { q }), cursor: rest.next ?? '' })
  return html`${q !== '' && html`<p class="found" dir="auto">${portal.found(q)} <a href="/portal">${portal.all}</a></p>`}
${cursor === '' && (open.length > 0 || q === '') && section(visitor, portal.open, open, portal.noneOpen)}
${rest.items.length > 0 && section(visitor, portal.rest, rest.items, '')}
<p class="pages">${cursor !== '' && html`<a href="/portal${q && `?${new URLSearchParams({ q })}`}">${portal.newest}</a>`}
${rest.next !== null && html`<a href="/portal?${older.toString()}">${portal.older}</a>`}</p>`
}

function section(visitor: Visitor, title: string, rows: readonly Row[], none: string): Markup {
  return html`<section class="rows"><h2>${title}</h2>${
    rows.length === 0
      ? html`<p class="quiet">${none}</p>`
      : html`<ul>${rows.map((row) => line(visitor, row))}</ul>`
  }</section>`
}

function line({ words, reader }: Visitor, row: Row): Markup {
  const { turn, now } = standing(words, row)
  return html`<li id="${row.ref}"><a class="line" href="/portal/${row.ref}">
<span class="title" dir="auto">${row.title}</span>
<span class="state ${turn}"><i class="mark" aria-hidden="true"></i><span dir="auto">${now}</span></span>
<span class="when">${row.ref} · ${words.portal.changed} ${ago(reader, row.updatedAt)}</span></a></li>`
}
