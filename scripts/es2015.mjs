import { transformSync } from '@babel/core'
import ts from 'typescript'

const asyncToPromises = 'babel-plugin-transform-async-to-promises'

/** What the transforms leave to helpers, written small: TypeScript's, for objects without symbols, and those of async functions. */
const helpers = `export function __rest(source, names) {
  const rest = Object.assign({}, source)
  for (const name of names) delete rest[name]
  return rest
}
export function _async(run) {
  return function (...args) {
    try {
      return Promise.resolve(run.apply(this, args))
    } catch (cause) {
      return Promise.reject(cause)
    }
  }
}
export function _await(value, then = (value) => value, direct) {
  return direct ? then(value) : Promise.resolve(value).then(then)
}
export const _awaitIgnored = (value, direct) => _await(value, _empty, direct)
export const _call = (run, then, direct) => _await(_async(run)(), then, direct)
export const _callIgnored = (run, direct) => _call(run, _empty, direct)
export function _invoke(run, then) {
  const value = run()
  return value && value.then ? value.then(then) : then(value)
}
export const _invokeIgnored = (run) => _invoke(run, _empty)
export function _empty() {}`
const known = [...helpers.matchAll(/export (?:function|const) (\w+)/g)].map(([, name]) => name)

/**
 * A rollup plugin that writes modules in the syntax of ES2015 without generators, which crash at start in some mini-program
 * hosts: async functions become chains of promises, which are smaller than the emulation of a generator, too. Base libraries
 * before 2.30 run on engines without `?.` (https://github.com/wechat-miniprogram/miniprogram-compat, data/browserslist.json), and
 * WeChat's packer cannot parse `?.`, `??`, `catch {}` and class fields where it bundles what a package without a `miniprogram`
 * field requires.
 * @returns {import('rollup').Plugin}
 */
export function es2015() {
  return {
    name: 'es2015',
    resolveId: {
      order: 'pre',
      handler: (id) => (id === 'tslib' || id === `${asyncToPromises}/helpers` ? '\0helpers' : null),
    },
    load: (id) => (id === '\0helpers' ? helpers : null),
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\.[jt]s$/.test(id)) return null
      // Async functions last but one: of `(await x) ?? y`, their plugin would forget the `?? y`.
      return { code: older(promised(shortened(older(code, 'ES2017'))), 'ES2015'), map: null }
    },
  }
}

/** In the syntax of a year. */
function older(code, target) {
  const compilerOptions = { target, module: 'ESNext', importHelpers: true, alwaysStrict: false }
  return ts.transpileModule(code, { compilerOptions }).outputText
}

/** With promises in the place of async functions. Loops that wait bring helpers of their own. */
function promised(code) {
  const lost = /^.*= \(await .*\) (?:\?\?|\|\||&&) .*$/m.exec(code)
  if (lost)
    throw new Error(`What follows the await would be lost, so it needs a statement of its own: ${lost[0].trim()}`)
  const written = (options) =>
    transformSync(code, {
      plugins: [[asyncToPromises, { ...options, target: 'es6' }]],
      configFile: false,
      babelrc: false,
    }).code
  const shared = written({ externalHelpers: true })
  const asked = [...shared.matchAll(/^import \{ (\w+) \} from "babel-plugin/gm)]
  return asked.every(([, name]) => known.includes(name)) ? shared : written({ inlineHelpers: true })
}

/** TypeScript asks for null and undefined one by one, for the sake of `document.all`, which no mini-program has. */
function shortened(code) {
  return code
    .replace(/=== null \|\| [\w$.]+ === void 0/g, '== null')
    .replace(/!== null && [\w$.]+ !== void 0/g, '!= null')
}
