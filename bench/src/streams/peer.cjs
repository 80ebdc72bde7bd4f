// What npm's pm4js does for the least of our answers: reads a log and counts which activity follows which.
const { readFileSync } = require('node:fs')
const { createRequire } = require('node:module')

const [, , folder, file] = process.argv
// It puts its classes into the global scope.
createRequire(`${folder}/`)('pm4js')
const text = readFileSync(file, 'utf8')
const log = file.endsWith('.xes')
  ? globalThis.XesImporter.apply(text)
  : globalThis.CsvImporter.apply(text, ',', '"', 'case', 'activity', 'timestamp')
const graph = globalThis.FrequencyDfgDiscovery.apply(log)
console.log(JSON.stringify({ cases: log.traces.length, pairs: Object.keys(graph.pathsFrequency).length }))
