import ts from 'typescript'

const helpers = ['__assign', '__awaiter', '__generator', '__read', '__rest', '__spreadArray', '__values']

function lower(code, target) {
  const compilerOptions = {
    target,
    module: 'ESNext',
    noEmitHelpers: true,
    downlevelIteration: true,
    alwaysStrict: false,
  }
  return ts.transpileModule(code, { compilerOptions }).outputText
}

/**
 * A rollup plugin that writes modules in the syntax of ES2015 without generators, which crash at start in some mini-program
 * hosts. TypeScript turns async functions into generators; those, and only those, go on to ES5, where its `__generator`
 * takes their place.
 */
export function es2015() {
  return {
    name: 'es2015',
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\.[jt]s$/.test(id)) return null
      const lowered = withoutGenerators(lower(code, 'ES2015'))
      const used = helpers.filter((name) => lowered.includes(`${name}(`))
      return { code: used.length ? `import { ${used.join(', ')} } from 'tslib'\n${lowered}` : lowered, map: null }
    },
  }
}

function withoutGenerators(code) {
  const file = ts.createSourceFile('module.js', code, ts.ScriptTarget.ES2015, true)
  const generators = []
  const visit = (node) => {
    if (node.asteriskToken && ts.isFunctionExpression(node)) generators.push(node)
    else ts.forEachChild(node, visit)
  }
  visit(file)
  let result = ''
  let done = 0
  for (const node of generators) {
    const es5 = lower(`(${node.getText()})`, 'ES5').replace(/^"use strict";\s*|;\s*$/g, '')
    result += code.slice(done, node.getStart()) + es5
    done = node.end
  }
  return result + code.slice(done)
}
