import ts from 'typescript'

/** Folders of business code, where time is injected. */
const BUSINESS = /^(contract\/src|server\/src\/(spine|foundation|practices|handoffs|streams|measures))\//
const OWNS_TIME = /^server\/src\/spine\/time\//
const TEST = /(\.test\.ts|\/testing\.ts)$/

/**
 * Where pieces of a page are made: by templates, which escape what is put in them; from sanitised Markdown; and where
 * a report takes in its own style and script.
 */
const MAKES_MARKUP =
  /^server\/src\/(spine\/markup\/markup|pages\/markdown|streams\/report\/html\/assets)\.ts$/

type Ban = {
  applies(file: string): boolean
  /** Whether this piece of syntax breaks it. */
  find(node: ts.Node): boolean
  what: string
}

const isBusiness = (file: string) => BUSINESS.test(file) && !OWNS_TIME.test(file) && !TEST.test(file)

const SQL_CLOCK =
  /(?<![\w.$])(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|(?<![\w.$'"])(current_timestamp|localtimestamp|current_date|localtime)\b/i

const GERMAN = /^(web|server)\/src\/.*\/de(\.ts$|\/)/
/** What one says to somebody whom one calls du; in German the screens say Sie. */
const DU =
  /(?<![\p{L}\d])(du|dich|dir|dein(e[mnrs]?)?|euch|eure?[mnrs]?|nimm|gib|schreib|schlag|sag|wähl|geh|lies|hilf|übergib)(?![\p{L}\d])/iu

const BANS: readonly Ban[] = [
  {
    applies: (file) => GERMAN.test(file),
    find: (node) => isText(node) && DU.test(node.text),
    what: 'says du; the German screens say Sie',
  },
  {
    applies: isBusiness,
    find: readsSystemClock,
    what: 'reads the system clock; take the time from ctx, so that tests and drills can move it',
  },
  {
    applies: (file) => isBusiness(file) || file.startsWith('server/migrations/'),
    find: (node) => isText(node) && SQL_CLOCK.test(node.text),
    what: "uses the database's clock; give the time as a parameter",
  },
  {
    applies: (file) => file.startsWith('server/src/') && !MAKES_MARKUP.test(file),
    find: makesMarkup,
    what: 'lets text into a page unescaped; only templates and the sanitised Markdown may',
  },
]

/** `file:line what` for each ban that this source breaks. */
export function findBans(file: string, source: string): string[] {
  const found = vagueName(file)
  const bans = BANS.filter((ban) => ban.applies(file))
  if (bans.length === 0) return found
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    for (const ban of bans) {
      if (!ban.find(node)) continue
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
      found.push(`${file}:${line + 1} ${ban.what}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function vagueName(file: string): string[] {
  const name = /(?:^|\/)(utils?|helpers?|common|misc)(?=\/|\.tsx?$)/.exec(file)?.[1]
  return name ? [`${file}: "${name}" says nothing; name it for what is in it`] : []
}

function readsSystemClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return true
  return ts.isPropertyAccessExpression(node) && /^(Date\.now|Temporal\.Now)$/.test(node.getText())
}

function makesMarkup(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Markup'
  return ts.isImportDeclaration(node) && /^['"]ghtml/.test(node.moduleSpecifier.getText())
}

function isText(node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteralLikeNode {
  return ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)
}
