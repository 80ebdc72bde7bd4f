import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { onDatabase, type Stage } from '../stage/postgres.ts'
import { type Query, queriesOf } from './queries.ts'
import type { Question } from './questions.ts'

type Size = { size: number; stage: Stage; questions: readonly Question[] }

const folder = path.resolve(import.meta.dirname, '../../plans')

/**
 * Writes how PostgreSQL answers the queries of each question, for each size: for any parameters, as it comes to be of
 * what is asked often; a search, which is planned each time, for its own.
 */
export async function writePlans(sizes: readonly Size[]): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const texts = new Map<string, string[]>()
  for (const { size, stage, questions } of sizes) {
    for (const question of questions) {
      const queries = await queriesOf(stage, question)
      const anew = question.name.startsWith('search')
      const plans = await onDatabase(stage.ownerUrl, (client) => plansOf(client, queries, anew))
      texts.set(question.name, [
        ...(texts.get(question.name) ?? []),
        `## ${size.toLocaleString('en')} incidents\n\n${plans.join('\n\n')}`,
      ])
    }
  }
  for (const [name, parts] of texts) {
    const file = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.md`
    await writeFile(path.join(folder, file), `# ${name}\n\n${parts.join('\n\n')}\n`)
  }
  console.log(`plans written to ${path.relative(process.cwd(), folder)}`)
}

/** Statements and plans that have been written out; they are not again. */
const said = new Set<string>()

async function plansOf(client: pg.Client, queries: readonly Query[], anew: boolean): Promise<string[]> {
  const plans: string[] = []
  await client.query(`set timezone = 'UTC'; set statement_timeout = '20s'`)
  for (const [at, { name, text, values }] of queries.entries()) {
    const own = anew && name === undefined
    if (!own) await client.query(`prepare plan_${at} as ${text}`)
    const given = values.length === 0 ? '' : `(${values.map((value) => literal(client, value)).join(', ')})`
    const plan = own
      ? await explained(client, `explain (${options}) ${text}`, values, 'force_custom_plan')
      : await explained(client, `explain (${options}) execute plan_${at}${given}`)
    const asked = said.has(text) ? '' : `\`\`\`sql\n${text.trim()}\n\`\`\`\n\n`
    said.add(text)
    // How many rows there were differs from record to record.
    const shape = `${text} ${plan.replaceAll(/\(actual[^)]*\)|\(never executed\)|Rows Removed.*/g, '')}`
    const known = said.has(shape)
    said.add(shape)
    const shown = known ? 'as in an earlier plan' : `\`\`\`\n${plan}\n\`\`\``
    plans.push(`${name ?? 'without a name'}\n\n${asked}${shown}`)
  }
  return plans
}

const options = 'analyze, costs off, timing off, summary off, buffers off'

async function explained(
  client: pg.Client,
  text: string,
  values?: unknown[],
  mode = 'force_generic_plan',
): Promise<string> {
  try {
    await client.query(`set plan_cache_mode = ${mode}`)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>({ text, ...(values && { values }) })
    return short(rows.map((row) => row['QUERY PLAN']))
  } catch (error) {
    return `not finished: ${(error as Error).message}`
  }
}

/** What the eye looks for in a plan, in few bytes: hundreds of them are kept. */
function short(lines: readonly string[]): string {
  return lines
    .filter((line) => !/^ *(Index Searches|Storage|Buckets|Sort Method|Heap Fetches: 0)/.test(line))
    .map((line) => line.replace(/^ +/, (space) => ' '.repeat(space.length / 3)))
    .join('\n')
}

function literal(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return client.escapeLiteral(Array.isArray(value) ? arrayLiteral(value) : String(value))
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map((value) => `"${String(value).replaceAll(/["\\\\]/g, '\\\\$&')}"`).join(',')}}`
}
