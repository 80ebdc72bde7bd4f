// Checks all imports against .dependency-cruiser.cjs.
import { root } from '../paths.mjs'
import { cruise } from './cruise.ts'

const { violations, modules } = cruise(root)
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} imports ${to}`)
console.log(`${modules} modules, ${violations.length} imports against the rules`)
process.exit(violations.length > 0 || modules === 0 ? 1 : 0)
