import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const resolve = createRequire(import.meta.url).resolve
const adapter = join(dirname(resolve('glass-easel-miniprogram-adapter')), 'glass_easel_miniprogram_adapter.es.js')
const framework = join(dirname(resolve('glass-easel')), 'glass_easel.all.es.js')
const html = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>枝上鲜果</title>
<meta name="viewport" content="width=device-width">
<style>html,body,.wx-page{height:100%}body{margin:0;font:14px/1.5 sans-serif}view,qm-slot,slot{display:block}image{display:inline-block}[hidden]{display:none!important}</style>
<script type="importmap">{"imports":{"glass-easel":"/framework","glass-easel-miniprogram-adapter":"/adapter"}}</script>
<script type="module">import { launch } from '/examples/02-mini-program/e2e/host/launch.js'; window.launch = launch</script>`

const known = new Map([
  ['/', html],
  ['/framework', readFileSync(framework, 'utf8')],
  ['/adapter', readFileSync(adapter, 'utf8')],
])

/** What a browser that plays the host asks for: its page, WeChat's framework, and modules of this repository. */
export function fileOfHost(path: string): string | undefined {
  const source = join(root, path.replace(/\.js$/, '.ts'))
  if (!known.has(path) && path.endsWith('.js') && existsSync(source)) {
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
    known.set(path, ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText)
  }
  return known.get(path)
}
