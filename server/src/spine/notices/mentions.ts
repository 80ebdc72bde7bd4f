/** `[@Ana](person:12)` in what somebody wrote; a bracket or backslash in the name has a backslash before it. */
const mention = /\[@((?:\\.|[^\\\]\n]){1,200})\]\(person:([1-9]\d{0,14})\)/g
/** Of more than so many, nobody in particular is meant. */
const most = 50

/** The numbers of the people whom a Markdown text names. What stands as code names nobody. */
export function peopleNamedIn(markdown: string): number[] {
  const named = withoutCode(markdown).matchAll(mention)
  return [...new Set(named.map(([, , id]) => Number(id)))].slice(0, most)
}

/** A text with those whom it names by their names alone, for where Markdown is not rendered. */
export function withPlainNames(markdown: string): string {
  return markdown.replace(mention, (_, name: string) => `@${name.replace(/\\(.)/g, '$1')}`)
}

/** Code stands between two runs of as many backticks. Each run is looked at once: texts are as long as people like. */
function withoutCode(markdown: string): string {
  const runs = [...markdown.matchAll(/`+/g)]
  const byLength = Map.groupBy(runs.keys(), (at) => runs[at]?.[0].length)
  let kept = ''
  let from = 0
  for (const [at, { 0: run, index }] of runs.entries()) {
    if (index < from) continue
    const alike = byLength.get(run.length) ?? []
    while (alike[0] !== undefined && alike[0] <= at) alike.shift()
    const end = alike[0] === undefined ? undefined : runs[alike[0]]
    if (!end) continue
    kept += markdown.slice(from, index)
    from = end.index + run.length
  }
  return kept + markdown.slice(from)
}
