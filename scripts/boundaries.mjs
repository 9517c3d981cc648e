import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './run.mjs'

/** What each package may import of the others. Dependencies point one way. */
const allowed = {
  core: [],
  rules: ['core'],
  h5: ['core'],
  wechat: ['core', 'rules'],
  live: ['core', 'rules'],
  react: ['core', 'rules'],
  vue: ['core', 'rules'],
  cli: ['rules'],
  collector: ['core', 'rules'],
  studio: ['rules'],
}

/** Packages that know no host: they may import nothing but their own files and these. */
const hostFree = { core: [], rules: ['@qianmian/core'] }

/** From here only types may come: the importing package must run without the other. */
const typesOnly = { rules: ['core'], collector: ['core'], live: ['core', 'rules'] }

/**
 * What is wrong with the imports of one source file.
 * @param {string} name the package's folder
 * @param {string} path shown in the messages
 * @param {string} text the file's source
 * @returns {string[]} one sentence for each import that points the wrong way
 */
function wrongImports(name, path, text) {
  if (!allowed[name])
    return [`${path}: package ${name} has no line in scripts/boundaries.mjs; say there what it may import`]
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const test = /\.(test|bench)\.ts$|\/testing\//.test(path)
  return importsOf(file).flatMap(({ specifier, types }) => {
    const own = /^@qianmian\/([a-z0-9]+)/.exec(specifier)?.[1]
    if (own && own !== name && !allowed[name].includes(own)) return [`${path}: ${name} may not import @qianmian/${own}`]
    if (test) return []
    if (own && !types && typesOnly[name]?.includes(own))
      return [`${path}: ${name} may import only types from @qianmian/${own}`]
    if (/^\.\.\/\.\.\/.*\/src\//.test(specifier)) return [`${path}: import ${specifier} by its package's name`]
    if (hostFree[name] && !specifier.startsWith('.') && !hostFree[name].includes(specifier))
      return [`${path}: ${name} knows no host and has no dependencies; it may not import ${specifier}`]
    return []
  })
}

function importsOf(file) {
  const found = []
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : node
      const named = clause?.namedBindings?.elements ?? clause?.exportClause?.elements
      const types = clause?.isTypeOnly || (!clause?.name && named?.length > 0 && named.every((one) => one.isTypeOnly))
      found.push({ specifier: node.moduleSpecifier.text, types: Boolean(types) })
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      ts.isStringLiteral(node.arguments[0])
    )
      found.push({ specifier: node.arguments[0].text, types: false })
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      found.push({ specifier: node.argument.literal.text, types: true })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

if (process.argv[1] === import.meta.filename) {
  const wrong = readdirSync(join(root, 'packages')).flatMap((name) =>
    sources(`packages/${name}/src`).flatMap((path) =>
      wrongImports(name, path.slice(root.length), readFileSync(path, 'utf8')),
    ),
  )
  for (const line of wrong) console.error(line)
  if (wrong.length) process.exit(1)
  console.log('Every dependency points the right way.')
}
