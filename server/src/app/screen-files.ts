type Part = { file: string; imports?: string[]; css?: string[]; assets?: string[] }
/** What Vite says of its output: which files each source became, and what they need. */
export type Manifest = Record<string, Part>

const page = 'index.html'

/**
 * A page with links by which a browser fetches at once what it would otherwise ask for one after the other: the screen's
 * own files, the typeface, and who is signed in.
 */
export function withLinks(html: string, manifest: Manifest, source: string): string {
  const begun = new Set(filesOf(manifest, page).map(({ file }) => file))
  const parts = filesOf(manifest, source).filter(({ file }) => !begun.has(file))
  const latin = manifest[page]?.assets?.find((name) => name.includes('inter-latin-wght'))
  const early = [
    ...parts.map(({ file }) => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ...(latin ? [`<link rel="preload" as="font" type="font/woff2" crossorigin href="/${latin}">`] : []),
    '<link rel="preload" as="fetch" crossorigin href="/api/v1/me">',
  ]
  const sheets = parts
    .flatMap(({ css = [] }) => css)
    .map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`)
  return html.replace('</head>', () => `${early.join('')}${sheets.join('')}</head>`)
}

/** A source's part and all that it imports. */
function filesOf(manifest: Manifest, source: string, seen = new Set<string>()): Part[] {
  const part = manifest[source]
  if (!part || seen.has(source)) return []
  seen.add(source)
  return [part, ...(part.imports ?? []).flatMap((name) => filesOf(manifest, name, seen))]
}
