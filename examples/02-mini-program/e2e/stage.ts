import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBackstage, type StoredEvent } from '../../01-shop/e2e/backstage.js'
import { compileApp } from './host/compileApp.js'
import { fileOfHost } from './host/fileOfHost.js'
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

const native = fileURLToPath(new URL('../miniprogram', import.meta.url))

/** A real collector, and real Chromium with a shop on WeChat's component framework; `scripts` join the shop's own. */
export async function openStage(scripts: Readonly<Record<string, string>> = {}, shop = native) {
  const backstage = await openBackstage()
  const { endpoint, report } = backstage
  const compiled = compileApp(shop)
  const app = {
    ...compiled,
    scripts: { ...compiled.scripts, endpoint: `exports.endpoint = ${JSON.stringify(endpoint)}`, ...scripts },
  }
  const server = createServer(({ url = '/' }, answer) => {
    const body = fileOfHost(url)
    answer.writeHead(body === undefined ? 404 : 200, { 'Content-Type': url === '/' ? 'text/html' : 'text/javascript' })
    answer.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    endpoint,
    report,
    async phone(): Promise<Phone> {
      const { context, faults } = await backstage.phone({ viewport: { width: 375, height: 812 } })
      const page = await context.newPage()
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
        stored: (enough) => backstage.stored(enough, () => person),
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
