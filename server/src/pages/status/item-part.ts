import { html, type Markup } from '../../spine/markup/index.ts'
import { prose } from '../markdown.ts'
import { ago, moment } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import type { Item } from './item.ts'

/** What is broken, in a sentence. */
export function headline({ words: { status } }: Visitor, { service, state }: Item): string {
  const name = service?.name ?? status.some
  return state === 'open' ? status.broken(name) : status.works(name)
}

/** One major incident: since when, what was told, and what one can do. `mayJoin`: *me too* is offered. */
export function itemPart(visitor: Visitor, item: Item, mayJoin: boolean): Markup {
  const { words, reader } = visitor
  const { status } = words
  return html`<section class="major ${item.state}" id="${item.ref}"><h2 class="broken" dir="auto">${headline(visitor, item)}</h2>
<p class="quiet">${status.since} ${moment(reader, item.since)}${
    item.restoredAt && html`, ${status.restored} ${moment(reader, item.restoredAt)}`
  }</p>
${mayJoin && item.state === 'open' && joining(visitor, item)}
${item.posts.length === 0 ? html`<p>${status.noPost}</p>` : item.posts.map((post) => postPart(visitor, post))}
${item.nextPostAt && item.state === 'open' && nextPart(visitor, item.nextPostAt)}</section>`
}

/** When there is more to read; a promise that was missed is not hidden. */
function nextPart({ words: { status }, reader }: Visitor, at: string): Markup {
  const late = Date.parse(at) < reader.now
  return html`<p class="next">${late ? status.late : status.next} ${moment(reader, at)}</p>`
}

function joining({ words: { status } }: Visitor, { ref, mine }: Item): Markup {
  return mine
    ? html`<p class="notice good">${status.mine}</p>`
    : html`<form method="post" action="/portal/status/${ref}/me-too" class="join"><button class="button">${status.meToo}</button> <span class="quiet">${status.meTooHint}</span></form>`
}

function postPart({ words: { status }, reader }: Visitor, post: Item['posts'][number]): Markup {
  return html`<article class="post"><p class="quiet">${ago(reader, post.at)}</p>
${post.affected && html`<h3>${status.affected}</h3><div class="prose">${prose(post.affected)}</div>`}
${post.affected && html`<h3>${status.known}</h3>`}<div class="prose">${prose(post.known)}</div>
${post.meanwhile && html`<h3>${status.meanwhile}</h3><div class="prose">${prose(post.meanwhile)}</div>`}</article>`
}
