import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { compileApp } from '../../../examples/02-mini-program/e2e/host/compileApp.js'
import { fileOfHost } from '../../../examples/02-mini-program/e2e/host/fileOfHost.js'
import type { Launch, launch, Running } from '../../../examples/02-mini-program/e2e/host/launch.js'
import { type ActivityTestServer, startActivityServer } from './activityServer.js'
import { openPhone } from './openPhone.js'
import { startBrowser } from './startBrowser.js'

declare global {
  interface Window {
    launch: typeof launch
    running: Running
  }
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let browser: Promise<Browser> | undefined
let app: ReturnType<typeof packApp> | undefined
afterAll(async () => (await browser)?.close())

/** The mini-program beside this file with the packages as 构建 npm puts them there, compiled. */
async function packApp() {
  const folder = await mkdtemp(join(tmpdir(), 'room-'))
  await cp(here('mini'), folder, { recursive: true })
  for (const name of ['wechat', 'live'])
    await cp(here(`../../${name}/miniprogram_dist`), join(folder, 'miniprogram_npm/@qianmian', name), {
      recursive: true,
    })
  const compiled = compileApp(folder)
  await rm(folder, { recursive: true })
  return compiled
}

/** A collector that plays activities, and a phone with the mini-program on WeChat's component framework. */
export async function openMiniStage(config?: object): Promise<{
  readonly server: ActivityTestServer
  readonly page: Page
  readonly faults: string[]
  /** Opens the room with the widgets of these payloads. */
  launch(data?: object): Promise<void>
}> {
  const compiled = await (app ??= packApp())
  browser ??= startBrowser()
  const server = await startActivityServer(async (path, response) => {
    const body = fileOfHost(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': path === '/' ? 'text/html' : 'text/javascript',
    })
    response.end(body)
  })
  const context = await openPhone(await browser)
  onTestFinished(async () => {
    await context.close()
    await server.close()
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/favicon/.test(message.location().url)) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  return {
    server,
    page,
    faults,
    async launch(data = {}) {
      const settings = `module.exports = ${JSON.stringify({ endpoint: server.url, config })}`
      const options: Launch = { url: '/pages/room/index', scene: 1177, stored: [] }
      await page.goto(server.url)
      await page.waitForFunction(() => 'launch' in window)
      await page.evaluate(
        ({ app, options, data }) => {
          window.running = window.launch(app, options)
          window.running.stack.top().setData(data)
        },
        { app: { ...compiled, scripts: { ...compiled.scripts, settings } }, options, data },
      )
    },
  }
}
