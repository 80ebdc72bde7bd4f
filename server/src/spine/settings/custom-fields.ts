import { type FieldProblem, Problem } from '@throughline/contract'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Settings } from './settings.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
formats.default(ajv)
const compiled = new WeakMap<object, ValidateFunction>()

/**
 * Checks a record's custom fields against the JSON Schema that the organisation gave for its kind; without one
 * anything goes.
 * @throws invalid-input with every field that is wrong
 */
export function checkCustomFields({ customFields }: Settings, kind: string, custom: object): void {
  const schema = customFields[kind]
  if (!schema) return
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  if (validate(custom)) return
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message = 'is not valid', params }): FieldProblem => ({
      path: `/custom${instancePath}`,
      message: 'additionalProperty' in params ? `does not know ${params.additionalProperty}` : message,
    }),
  )
  throw new Problem('invalid-input', {}, problems)
}

/** What is wrong with a JSON Schema; null when it can be used. */
export function schemaProblem(schema: object): string | null {
  try {
    ajv.compile(schema)
    return null
  } catch (error) {
    return (error as Error).message
  }
}
