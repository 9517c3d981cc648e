import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import ts from 'typescript'
import { openBackstage, type StoredEvent } from '../../01-shop/e2e/backstage.js'
import { compileApp } from './host/compileApp.js'
import type { Launch, launch, Running } from './host/launch.js'

declare global {
  interface Window {
    launch: typeof launch
    running: Running
  }
}

/** A phone that holds the mini-program. */
export interface Phone {
  readonly page: Page
  /** What went wrong in it so far. */
  readonly faults: string[]
  /** Opens the mini-program; again, after its process was killed, with what it has stored. */
  launch(url?: string, scene?: number): Promise<void>
  /** What the collector has of this visitor, oldest first. Asked again until `enough` holds, for 15 seconds at most. */
  stored(enough: (events: readonly StoredEvent[]) => boolean): Promise<readonly StoredEvent[]>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const native = fileURLToPath(new URL('../miniprogram', import.meta.url))
const resolve = createRequire(import.meta.url).resolve
const adapter = join(dirname(resolve('glass-easel-miniprogram-adapter')), 'glass_easel_miniprogram_adapter.es.js')
const framework = join(dirname(resolve('glass-easel')), 'glass_easel.all.es.js')
const html = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>枝上鲜果</title>
<meta name="viewport" content="width=device-width">
<style>html,body,.wx-page{height:100%}body{margin:0;font:14px/1.5 sans-serif}view,qm-slot,slot{display:block}image{display:inline-block}[hidden]{display:none!important}</style>
<script type="importmap">{"imports":{"glass-easel":"/framework","glass-easel-miniprogram-adapter":"/adapter"}}</script>
<script type="module">import { launch } from '/examples/02-mini-program/e2e/host/launch.js'; window.launch = launch</script>`

/** A real collector, and real Chromium with a shop on WeChat's component framework; `scripts` join the shop's own. */
export async function openStage(scripts: Readonly<Record<string, string>> = {}, shop = native) {
  const backstage = await openBackstage()
  const { endpoint, browser, report } = backstage
  const compiled = compileApp(shop)
  const app = {
    ...compiled,
    scripts: { ...compiled.scripts, endpoint: `exports.endpoint = ${JSON.stringify(endpoint)}`, ...scripts },
  }
  const bodies = new Map([
    ['/', html],
    ['/framework', readFileSync(framework, 'utf8')],
    ['/adapter', readFileSync(adapter, 'utf8')],
  ])
  const server = createServer(({ url = '/' }, answer) => {
    const source = join(root, url.replace(/\.js$/, '.ts'))
    if (!bodies.has(url) && url.endsWith('.js') && existsSync(source)) {
      const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
      bodies.set(url, ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText)
    }
    const body = bodies.get(url)
    answer.writeHead(body === undefined ? 404 : 200, { 'Content-Type': url === '/' ? 'text/html' : 'text/javascript' })
    answer.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    endpoint,
    report,
    async phone(): Promise<Phone> {
      const context = await browser.newContext({
        viewport: { width: 375, height: 812 },
        hasTouch: true,
        isMobile: true,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      const faults: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !/favicon/.test(message.location().url)) faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(String(error)))
      let stored: [string, string][] = []
      let person = ''
      return {
        page,
        faults,
        async launch(url = '/pages/home/index', scene = 1001) {
          stored = await page.evaluate(() => (window.running ? [...window.running.host.disk.values] : []))
          await page.goto(address)
          await page.evaluate(
            ({ app, options }) => {
              window.running = window.launch(app, options)
            },
            { app, options: { url, scene, stored } satisfies Launch },
          )
          person = await page.evaluate(
            () => JSON.parse(window.running.host.disk.values.get('qianmian:demo:visitor')!).anonymousId,
          )
        },
        stored: (enough) => backstage.stored(() => person, enough),
      }
    },
    async close() {
      await backstage.close()
      await new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      })
    },
  }
}
