export type Schema = { type: 'object' } & Record<string, unknown>
export type Field = { name: string; type: string; required: boolean; choices: string[] }

/** A schema as somebody typed it: none where it is empty; why it cannot be used (`object`: it is none of an object). */
export function readSchema(text: string): { schema: Schema | null } | { why: string } {
  if (text.trim() === '') return { schema: null }
  try {
    const schema = JSON.parse(text) as unknown
    return isSchema(schema) ? { schema } : { why: 'object' }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

function isSchema(value: unknown): value is Schema {
  return isObject(value) && value.type === 'object'
}

/** Its fields, for people to read. */
export function fieldsOf(schema: Schema | null): Field[] {
  const properties = isObject(schema?.properties) ? schema.properties : {}
  const required = Array.isArray(schema?.required) ? schema.required : []
  return Object.entries(properties).map(([name, facts]) => ({
    name,
    type: isObject(facts) && typeof facts.type === 'string' ? facts.type : '',
    required: required.includes(name),
    choices: isObject(facts) && Array.isArray(facts.enum) ? facts.enum.map(String) : [],
  }))
}

/** The schema with one more field, which closes it to unknown ones where it is new. */
export function withField(schema: Schema | null, name: string, facts: object, required: boolean): Schema {
  const before = schema ?? { type: 'object', additionalProperties: false }
  const properties = isObject(before.properties) ? before.properties : {}
  const names = Array.isArray(before.required) ? before.required : []
  return {
    ...before,
    properties: { ...properties, [name]: facts },
    ...((required || names.length > 0) && { required: required ? [...names, name] : names }),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
