import { transformSync } from '@babel/core'
import ts from 'typescript'

const asyncToPromises = ['babel-plugin-transform-async-to-promises', { inlineHelpers: true, target: 'es6' }]
const compilerOptions = { target: 'ES2015', module: 'ESNext', importHelpers: true, alwaysStrict: false }

/** The one helper of TypeScript's that is left to need, for objects without symbols; another is missed when it is imported. */
const helpers = `export function __rest(source, names) {
  const rest = Object.assign({}, source)
  for (const name of names) delete rest[name]
  return rest
}`

/**
 * A rollup plugin that writes modules in the syntax of ES2015 without generators, which crash at start in some mini-program
 * hosts: async functions become chains of promises, which are smaller than the emulation of a generator, too.
 * @returns {import('rollup').Plugin}
 */
export function es2015() {
  return {
    name: 'es2015',
    resolveId: { order: 'pre', handler: (id) => (id === 'tslib' ? '\0tslib' : null) },
    load: (id) => (id === '\0tslib' ? helpers : null),
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\.[jt]s$/.test(id)) return null
      const promised = transformSync(code, { plugins: [asyncToPromises], configFile: false, babelrc: false }).code
      return { code: ts.transpileModule(promised, { compilerOptions }).outputText, map: null }
    },
  }
}
