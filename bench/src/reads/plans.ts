import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { onDatabase, type Stage } from '../stage/postgres.ts'
import { type Query, queriesOf } from './queries.ts'
import type { Question } from './questions.ts'

type Size = { size: number; stage: Stage; questions: readonly Question[] }

const folder = path.resolve(import.meta.dirname, '../../plans')

/**
 * Writes how PostgreSQL answers the queries of each question, for each size: planned for its parameters, as the
 * server asks it without a name, and planned for any, as it comes to be of a named statement.
 */
export async function writePlans(sizes: readonly Size[]): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const texts = new Map<string, string[]>()
  for (const { size, stage, questions } of sizes) {
    for (const question of questions) {
      const queries = await queriesOf(stage, question)
      const plans = await onDatabase(stage.ownerUrl, (client) => plansOf(client, queries))
      const said = texts.get(question.name) ?? []
      texts.set(question.name, [
        ...said,
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

async function plansOf(client: pg.Client, queries: readonly Query[]): Promise<string[]> {
  const plans: string[] = []
  await client.query(`set timezone = 'UTC'; set statement_timeout = '20s'`)
  for (const [at, { name, text, values }] of queries.entries()) {
    const custom = await explained(client, `explain (${options}) ${text}`, values)
    await client.query('set plan_cache_mode = force_generic_plan')
    await client.query(`prepare plan_${at} as ${text}`)
    const given = values.length === 0 ? '' : `(${values.map((value) => literal(client, value)).join(', ')})`
    const generic = await explained(client, `explain (${options}) execute plan_${at}${given}`)
    await client.query('reset plan_cache_mode')
    const same = custom === generic
    plans.push(`${name ?? 'without a name'}\n\n\`\`\`sql\n${text.trim()}\n\`\`\`\n`)
    if (same) plans.push(`both plans:\n\n\`\`\`\n${custom}\n\`\`\``)
    else
      plans.push(`custom plan:\n\n\`\`\`\n${custom}\n\`\`\``, `generic plan:\n\n\`\`\`\n${generic}\n\`\`\``)
  }
  return plans
}

const options = 'analyze, costs off, timing off, summary off, buffers off'

async function explained(client: pg.Client, text: string, values?: unknown[]): Promise<string> {
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>({ text, ...(values && { values }) })
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  } catch (error) {
    return `not finished: ${(error as Error).message}`
  }
}

function literal(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return client.escapeLiteral(Array.isArray(value) ? arrayLiteral(value) : String(value))
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map((value) => `"${String(value).replaceAll(/["\\\\]/g, '\\\\$&')}"`).join(',')}}`
}
