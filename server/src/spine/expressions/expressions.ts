import v8 from 'node:v8'
import { type ASTNode, Environment } from '@marcbachmann/cel-js'

// Users write regular expressions here, and others the texts they are matched with: one that would take for ever is
// given to the engine that takes linear time.
v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')

/** What an expression may speak of: maps of texts, and texts. */
export type Vocabulary = Readonly<Record<string, 'texts' | 'text'>>
export type Values = Readonly<Record<string, Readonly<Record<string, string>> | string>>

/** A condition that a user wrote, ready to be asked. @throws where it cannot be evaluated on these values */
export type Condition = (values: Values) => boolean

const limits = { maxAstNodes: 2_000, maxDepth: 50, maxListElements: 500, maxMapEntries: 100 }

/**
 * Reads a condition in CEL. A key that it asks for and a map lacks is an empty text, as labels are in Prometheus, but
 * for `has(labels.team)`, which says whether it is there.
 * A few words of it must never take for ever, or all the memory: it has no loop within a loop, and makes no lists of
 * lists.
 * @throws Error whose message says what is wrong with it
 */
export function conditionOf(text: string, vocabulary: Vocabulary): Condition {
  const parsed = environmentOf(vocabulary).parse(text)
  if (loopsIn(parsed.ast) > 1)
    throw new Error('goes through lists within lists, or makes them; ask once with all, exists or exists_one')
  const { valid, type, error } = parsed.check()
  if (!valid) throw new Error(firstLine(error?.message ?? 'cannot be understood'))
  if (type !== 'bool' && type !== 'dyn') throw new Error(`must be true or false, and is a ${type}`)
  const asked = keysAsked(parsed.ast, vocabulary)
  return (values) => {
    try {
      const answer: unknown = parsed(asked.length === 0 ? values : filled(values, asked))
      if (typeof answer === 'boolean') return answer
    } catch (error) {
      throw new Error(firstLine((error as Error).message))
    }
    throw new Error('is neither true nor false')
  }
}

/** What is wrong with a condition; null where it can be used. */
export function conditionProblem(text: string, vocabulary: Vocabulary): string | null {
  try {
    conditionOf(text, vocabulary)
    return null
  } catch (error) {
    return firstLine((error as Error).message)
  }
}

function environmentOf(vocabulary: Vocabulary): Environment {
  const environment = new Environment({ limits })
  for (const [name, kind] of Object.entries(vocabulary))
    environment.registerVariable(name, kind === 'texts' ? 'map<string, string>' : 'string')
  return environment
}

/** What asks something of each element. */
const asking: readonly unknown[] = ['all', 'exists', 'exists_one']
/** What makes lists or names them: one after the other, each twice as long as the last. */
const making: readonly unknown[] = ['map', 'filter', 'bind']

/** How deep loops stand in each other; without end where they make something. */
function loopsIn(node: unknown): number {
  if (Array.isArray(node)) return Math.max(0, ...node.map(loopsIn))
  if (typeof node !== 'object' || node === null || !('op' in node)) return 0
  const { op, args } = node as { op: string; args: unknown }
  const [name, through, each] = op === 'rcall' && Array.isArray(args) ? args : []
  if (making.includes(name)) return Number.POSITIVE_INFINITY
  if (!asking.includes(name)) return loopsIn(args)
  // What a loop goes through is made before it begins.
  return Math.max(loopsIn(through), 1 + loopsIn(each))
}

type Asked = { map: string; key: string }

function filled(values: Values, asked: readonly Asked[]): Values {
  let full: Record<string, Values[string]> | undefined
  for (const { map, key } of asked) {
    const known = (full ?? values)[map]
    if (typeof known !== 'object' || Object.hasOwn(known, key)) continue
    full = { ...(full ?? values), [map]: { ...known, [key]: '' } }
  }
  return full ?? values
}

/** Keys of maps that stand in an expression, but for those in `has(…)`. */
function keysAsked(ast: ASTNode, vocabulary: Vocabulary): Asked[] {
  const asked: Asked[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one)
    if (typeof node !== 'object' || node === null || !('op' in node)) return
    const { op, args } = node as { op: string; args: unknown }
    if (op === 'call' && Array.isArray(args) && args[0] === 'has') return
    const key = keyOf(op, args)
    if (key && vocabulary[key.map] === 'texts') asked.push(key)
    visit(args)
  }
  visit(ast)
  return asked
}

function keyOf(op: string, args: unknown): Asked | null {
  if ((op !== '.' && op !== '[]') || !Array.isArray(args)) return null
  const [from, key] = args as [{ op?: string; args?: unknown }, unknown]
  if (from?.op !== 'id' || typeof from.args !== 'string') return null
  if (typeof key === 'string') return { map: from.args, key }
  const value = key as { op?: string; args?: unknown }
  return value?.op === 'value' && typeof value.args === 'string' ? { map: from.args, key: value.args } : null
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 300) ?? ''
}
