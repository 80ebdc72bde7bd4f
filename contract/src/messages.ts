import { z } from 'zod'

const names: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** Words for what is wrong with a field, for people: what it must be, rather than what a library found. */
export function wordProblems(): void {
  z.config({
    customError: (issue) => {
      switch (issue.code) {
        case 'invalid_type':
          return issue.input === undefined
            ? 'is required'
            : `must be ${names[issue.expected as string] ?? issue.expected}`
        case 'invalid_value':
          return `must be one of ${(issue.values as unknown[]).join(', ')}`
        case 'too_small':
          return issue.origin === 'number'
            ? `must be at least ${issue.minimum}`
            : `must have at least ${issue.minimum}`
        case 'too_big':
          return issue.origin === 'number'
            ? `must be at most ${issue.maximum}`
            : `must have at most ${issue.maximum}`
        case 'unrecognized_keys':
          return `does not know ${issue.keys.join(', ')}`
        case 'invalid_union':
          return 'has none of the shapes that are allowed here'
        default:
          return undefined
      }
    },
  })
}
