import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { inlineConstants } from './inlineConstants.mjs'

const compilerOptions = {
  target: ts.ScriptTarget.ES2020,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  importHelpers: true,
}

/** TypeScript's helpers, of which a build takes what it needs. */
const helpers = fileURLToPath(import.meta.resolve('tslib/tslib.es6.mjs'))

/**
 * A rollup plugin that makes JavaScript of TypeScript, one file at a time and without a look at its types: `pnpm types` checks them,
 * and reading all of them anew for each of the builds would take most of the time.
 * @returns {import('rollup').Plugin}
 */
export function typescript() {
  return {
    name: 'typescript',
    resolveId(id, importer) {
      if (id === 'tslib') return helpers
      if (!importer || !/^\.\.?\//.test(id)) return null
      const path = join(dirname(importer), id.replace(/\.js$/, '.ts'))
      return existsSync(path) ? path : null
    },
    transform(code, id) {
      if (!id.endsWith('.ts')) return null
      const transformers = { before: [inlineConstants] }
      return { code: ts.transpileModule(code, { compilerOptions, fileName: id, transformers }).outputText, map: null }
    },
  }
}
