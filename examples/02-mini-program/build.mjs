import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/**
 * What the developer tools' 构建 npm does for the one package of this shop, and the goods of the H5 shop as modules: both
 * shops sell the same, under the same rules, which the collector serves to both.
 */

const here = fileURLToPath(new URL('.', import.meta.url))
const own = createRequire(import.meta.url).resolve('@qianmian/wechat/package.json')
const packed = join(here, 'miniprogram/miniprogram_npm/@qianmian/wechat')
rmSync(packed, { recursive: true, force: true })
cpSync(join(dirname(own), 'miniprogram_dist'), packed, { recursive: true })

for (const name of ['products', 'categories', 'tagNames']) {
  const source = readFileSync(join(here, `../01-shop/src/shop/${name}.ts`), 'utf8')
  const compilerOptions = { target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.CommonJS }
  writeFileSync(join(here, `miniprogram/shop/${name}.js`), ts.transpileModule(source, { compilerOptions }).outputText)
}
