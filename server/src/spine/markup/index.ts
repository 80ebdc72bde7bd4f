export { html, Markup, type Piece } from './markup.ts'
