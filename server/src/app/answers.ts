import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

type SerializerCompiler = (route: {
  schema: unknown
  method: string
  url: string
}) => (answer: unknown) => string

/**
 * How answers become JSON in service. Nothing that their schema does not name is given away; that they are otherwise
 * as it says is held by tests (`checkAnswers`). Reading each against its schema took four times as long.
 */
export const writeAnswers: SerializerCompiler = ({ schema }) => {
  const type = schema as z.ZodType
  const isNamed = naming(type)
  return (answer) => JSON.stringify(isNamed?.(answer) ? answer : type.parse(answer))
}

/**
 * The same, with each answer checked: it must be what its schema says, and nothing more.
 * @throws Error for an answer that is not as its schema says
 */
export const checkAnswers: SerializerCompiler = ({ schema, method, url }) => {
  const write = writeAnswers({ schema, method, url })
  return (answer) => {
    const { success, data, error } = (schema as z.ZodType).safeParse(answer)
    if (!success)
      throw new Error(`The answer of ${method} ${url} is not as its schema says: ${error.message}`)
    const text = write(answer)
    const written: unknown = JSON.parse(text)
    if (!isDeepStrictEqual(written, plain(answer)) || !isDeepStrictEqual(written, plain(data)))
      throw new Error(
        `The answer of ${method} ${url} has more than its schema says: ${JSON.stringify(answer)}`,
      )
    return text
  }
}

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data))

/** Whether the schema names all that a value has, at any depth. */
type Naming = (value: unknown) => boolean
const yes: Naming = () => true

/** Null for a schema that has to be read to know what it names. */
function naming(type: z.core.$ZodType): Naming | null {
  if (type instanceof z.ZodNullable || type instanceof z.ZodOptional) return naming(type.def.innerType)
  if (type instanceof z.ZodArray) {
    const inner = naming(type.element)
    return inner === yes ? yes : inner && ((value) => !Array.isArray(value) || value.every(inner))
  }
  if (type instanceof z.ZodObject) return type.def.catchall ? null : namingOf(type.shape)
  // A record of anything has the names that it has.
  if (type instanceof z.ZodRecord) return naming(type.valueType) === yes ? yes : null
  return leaves.some((leaf) => type instanceof leaf) ? yes : null
}

const leaves = [
  z.ZodString,
  z.ZodStringFormat,
  z.ZodNumber,
  z.ZodBoolean,
  z.ZodEnum,
  z.ZodLiteral,
  z.ZodNull,
  z.ZodUnknown,
]

function namingOf(shape: z.core.$ZodShape): Naming | null {
  const fields = new Map(Object.entries(shape).map(([name, type]) => [name, naming(type)]))
  if ([...fields.values()].includes(null)) return null
  return (value) => {
    for (const name in value as object) {
      const field = fields.get(name)
      if (!field) return false
      const inner = (value as Record<string, unknown>)[name]
      if (field !== yes && inner !== null && inner !== undefined && !field(inner)) return false
    }
    return true
  }
}
