// Loaded into a measured process: its peak of memory, in kB, goes to a file when it ends.
const { writeFileSync } = require('node:fs')

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)))
