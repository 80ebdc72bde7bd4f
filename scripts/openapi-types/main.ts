// Prints the types of the API's client for a description given on standard input, on the TypeScript its maker wants.
import { text } from 'node:stream/consumers'
import openapiTS, { astToString } from 'openapi-typescript'

const nodes = await openapiTS(JSON.parse(await text(process.stdin)))
process.stdout.write(`// Made from server/openapi.json by \`npm run generate\`.\n\n${astToString(nodes)}`)
