// The body of a thread that checks ranges: see verify-threads.ts.
import { parentPort } from 'node:worker_threads'
import { checkRange } from './check-chain.ts'
import type { RangeBytes } from './entries-of-range.ts'

parentPort?.on('message', (bytes: RangeBytes) => parentPort?.postMessage(checkRange(bytes)))
