import { html, type Markup, type Piece } from '../spine/markup/index.ts'
import { assetUrl } from './assets.ts'
import { banner } from './status/banner.ts'
import { type Theme, themes, type Visitor } from './visitor.ts'

export type Page = {
  title: string
  content: Piece
  /** Something in what was sent is wrong: said in the window's title as well. */
  wrong?: boolean
  /** The door's pages are narrow and have no way elsewhere. */
  narrow?: boolean
  /** In how many seconds the page loads itself anew. */
  again?: number
}

/** A whole page. */
export function page(
  visitor: Visitor,
  { title, content, wrong = false, narrow = false, again }: Page,
): string {
  const { words, theme, organisation, me, reader } = visitor
  const place = organisation ?? 'Throughline'
  return html`<!doctype html>
<html lang="${words.code}" dir="${words.direction}"${theme !== 'system' && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<title>${wrong ? words.errorBefore(title) : title} · ${place}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${again !== undefined && html`<meta http-equiv="refresh" content="${String(again)}">`}
<meta name="color-scheme" content="${theme === 'system' ? 'light dark' : theme}">
<meta name="robots" content="noindex">
<link rel="icon" href="${assetUrl('mark.svg')}" type="image/svg+xml">
<link rel="preload" href="${assetUrl('files/inter-latin-wght-normal.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${assetUrl('pages.css')}">
<script type="module" src="${assetUrl('pages.js')}"></script>
</head>
<body${narrow && html` class="narrow"`} data-me="${me?.id}" data-locale="${reader.language}" data-words="${JSON.stringify(words.script)}">
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="row">
<a class="place" href="${me ? '/portal' : '/'}" dir="auto">${place}</a>
${me && !narrow && account(visitor)}
</div></header>
${!narrow && !/^\/portal\/(?:status|report)/.test(visitor.at) && banner(visitor)}
${visitor.demo && !visitor.at.startsWith('/set-up') && demoLine(visitor)}
<main id="content" tabindex="-1">
${content}
</main>
${(!me || narrow) && html`<footer class="foot">${themeChoice(visitor)}</footer>`}
</body>
</html>
`.text
}

/** The person's own menu: opens without a script. */
function account(visitor: Visitor): Markup {
  const { words, me } = visitor
  return html`<details class="menu"><summary><span dir="auto">${me?.name}</span></summary><div class="sheet">
<p class="who">${words.account.signedInAs}<br><strong dir="auto">${me?.name}</strong></p>
${me?.can.includes('work') && html`<a class="item" href="/desk">${words.account.desk}</a>`}
<a class="item" href="/portal/status">${words.status.title}</a>
${themeChoice(visitor)}
<form method="post" action="/sign-out" data-forget><button class="item">${words.account.signOut}</button></form>
</div></details>`
}

function themeChoice({ words, theme, at }: Visitor): Markup {
  const choice = (one: Theme): Markup =>
    html`<button name="theme" value="${one}" aria-pressed="${one === theme ? 'true' : 'false'}">${words.theme[one]}</button>`
  return html`<form method="post" action="/theme" class="theme"><input type="hidden" name="to" value="${at}">
<fieldset><legend>${words.theme.title}</legend><div class="choices">${themes.map(choice)}</div></fieldset></form>`
}

/** Wherever people are in the demo: that its work is made up, and where it is said who can sign in. */
function demoLine({ words, me }: Visitor): Markup {
  const more = me?.role === 'administrator' && html` <a href="/set-up/demo">${words.demo.more}</a>`
  return html`<aside class="demo" aria-label="${words.demo.title}"><p class="demo-line">${words.demo.line}${more}</p></aside>`
}
