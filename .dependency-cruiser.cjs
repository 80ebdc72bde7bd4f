// The house's rules about who may import whom (docs/decisions and docs/architecture.md say why).
// contract ← spine ← foundation ← practices ← handoffs, streams, measures, connectors ← demo ← app
const path = require('node:path')

const LAYERS = ['spine', 'foundation', 'practices', '(?:handoffs|streams|measures|connectors)', 'demo', 'app']
const TEST = ['\\.test\\.ts$', '/testing\\.ts$']
/** Folders whose every folder has a door: its index.ts, the only file that others import. */
const WITH_DOORS = '(?:spine|foundation|practices|connectors)'
const DOOR = '/index\\.ts$'

/** A layer may import itself and what is below; everything above is forbidden to it. */
const layerRules = LAYERS.slice(0, -1).map((layer, at) => ({
  name: `${layer.replace(/[(?:)]/g, '').replaceAll('|', '-')}-imports-nothing-above-it`,
  severity: 'error',
  from: { path: `^server/src/${layer}/` },
  to: { path: `^server/src/(?:${LAYERS.slice(at + 1).join('|')})/` },
}))

const rules = [
  {
    name: 'contract-imports-only-zod',
    comment: 'It crosses HTTP: the web app and other programs use it as it is.',
    from: { path: '^contract/', pathNot: TEST },
    to: { pathNot: ['^contract/', 'node_modules/zod/'] },
  },
  {
    name: 'practices-never-import-each-other',
    comment: 'What joins two practices is a file in handoffs/; what all read is the foundation.',
    from: { path: '^server/src/practices/([^/]+)/' },
    to: { path: '^server/src/practices/', pathNot: '^server/src/practices/$1/' },
  },
  {
    name: 'folders-are-entered-by-their-door',
    comment: 'From one folder with a door to another one.',
    from: { path: `^server/src/(${WITH_DOORS})/([^/]+)/` },
    to: { path: `^server/src/${WITH_DOORS}/[^/]+/`, pathNot: [`^server/src/$1/$2/`, DOOR, TEST[1]] },
  },
  {
    name: 'everyone-else-enters-by-the-door',
    from: { path: '^(?:server|cli|bench|test)/', pathNot: `^server/src/${WITH_DOORS}/` },
    to: { path: `^server/src/${WITH_DOORS}/[^/]+/`, pathNot: [DOOR, TEST[1]] },
  },
  {
    name: 'only-the-app-knows-the-demo',
    comment: 'It is one more who brings work in: nothing else may lean on it.',
    from: { path: '^(?:server/src|cli|web|bench|test)/', pathNot: ['^server/src/(?:app|demo)/', ...TEST] },
    to: { path: '^server/src/demo/' },
  },
  {
    name: 'pages-know-the-public-api-only',
    comment: 'Who may see what is decided there, once; the door alone is told which site a form came from.',
    from: { path: '^server/src/pages/', pathNot: TEST },
    to: {
      path: '^server/src/',
      pathNot: ['^server/src/pages/', '^server/src/spine/(?:identity|markup)/index\\.ts$'],
    },
  },
  {
    name: 'only-the-app-serves-pages',
    from: { path: '^server/src/', pathNot: ['^server/src/(?:app|pages)/'] },
    to: { path: '^server/src/pages/' },
  },
  {
    name: 'web-imports-contract-only',
    from: { path: '^web/' },
    to: { path: '^(?:server|cli|bench|test|scripts)/' },
  },
  {
    name: 'cli-imports-contract-and-the-servers-door',
    comment: 'docs/decisions/0003-cli-local-commands.md',
    from: { path: '^cli/' },
    to: { path: '^(?:server|web|bench|test|scripts)/', pathNot: ['^server/src/(?:app|streams)/index\\.ts$'] },
  },
  {
    name: 'server-imports-only-contract',
    from: { path: '^server/', pathNot: TEST },
    to: { path: '^(?:web|cli|bench|test|scripts)/' },
  },
  {
    name: 'logs-are-read-without-a-server',
    comment: 'Reading and analysing a log needs no database; docs/decisions/0020-streams-read-bytes.md',
    from: { path: '^server/src/streams/', pathNot: TEST },
    to: {
      path: '^server/src/',
      pathNot: ['^server/src/streams/', '^server/src/spine/(?:files|markup)/index\\.ts$'],
    },
  },
  {
    name: 'migrations-stand-alone',
    comment: 'A migration must do in five years what it does today; code it imported would change under it.',
    from: { path: '^server/migrations/' },
    to: { path: '^(?:server/src|contract|server/migrations)/' },
  },
  {
    name: 'tests-are-not-imported',
    from: { pathNot: ['^test/', ...TEST] },
    to: { path: TEST },
  },
  {
    name: 'no-circles',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-import-is-found',
    from: {},
    to: { couldNotResolve: true },
  },
].map((rule) => ({ severity: 'error', ...rule }))

module.exports = {
  forbidden: [...layerRules, ...rules],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type imports count: they tie two folders together just the same.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    combinedDependencies: true,
  },
}
