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
  if (schema) checkFields(schema, custom, '/custom')
}

/**
 * Checks fields that an organisation thought of against its JSON Schema for them; `at` is where they stand in the input.
 * @throws invalid-input with every field that is wrong
 */
export function checkFields(schema: object, fields: object, at: string): void {
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  if (validate(fields)) return
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message = 'is not valid', params }): FieldProblem => ({
      path: `${at}${instancePath}`,
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
