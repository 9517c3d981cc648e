import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as rules from '../../../packages/rules/dist/index.js'
import { runVectors, type Vectors } from '../../../packages/rules/spec/run.js'
import { es2015 } from '../../../scripts/es2015.mjs'
import { openStage } from './stage.js'

const folder = join(import.meta.dirname, '../../../packages/rules')
const names = readdirSync(join(folder, 'spec')).filter((name) => name.endsWith('.json'))
const files: Record<string, Vectors> = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(join(folder, 'spec', name), 'utf8'))]),
)

/** The whole engine, lowered as the package's own build is. */
async function engine(): Promise<string> {
  const bundle = await rollup({ input: join(folder, 'dist/index.js'), plugins: [nodeResolve(), es2015()] })
  const { output } = await bundle.generate({ format: 'cjs' })
  return output[0].code
}

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2015 }
  stage = await openStage({
    'vectors/rules': await engine(),
    'vectors/run': ts.transpileModule(readFileSync(join(folder, 'spec/run.ts'), 'utf8'), { compilerOptions })
      .outputText,
    'vectors/files': `module.exports = ${JSON.stringify(files)}`,
  })
})
afterAll(() => stage?.close())

it('comes to the same JSON in the mini-program as in Node', async () => {
  const here = runVectors(rules, files).map((one) => JSON.stringify(one))
  const phone = await stage.phone()
  await phone.launch()
  const there = await phone.page.evaluate(() => {
    const { require } = window.running
    const { runVectors } = require('vectors/run') as { runVectors(...given: unknown[]): unknown[] }
    return runVectors(require('vectors/rules'), require('vectors/files')).map((one) => JSON.stringify(one))
  })
  expect(there.filter((text, i) => text !== here[i])).toEqual([])
  expect(there).toHaveLength(here.length)
  expect(here.length).toBeGreaterThan(250)
})
