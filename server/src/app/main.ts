// `npm start`
import { fail, run } from './run.ts'

run(process.argv.slice(2)).catch(fail)
