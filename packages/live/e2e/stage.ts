import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { Client } from '@qianmian/core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { type ActivityTestServer, startActivityServer } from './activityServer.js'
import { openPhone } from './openPhone.js'
import { startBrowser } from './startBrowser.js'

declare global {
  interface Window {
    /** What the SDK told `onError`. */
    told: string[]
    /** What it should never have let out, and what the page's policy refused. */
    thrown: string[]
    watchedSeconds: number
    client: Client
    /** Puts the widgets of these payloads into the page. Resolves when they show what the collector tells of them. */
    show(...payloads: object[]): Promise<void>
    /** Puts the slot `live_popup` into the page, under these rules. */
    slot(config: object): void
  }
}

/** As strict as a host page can be. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' http://127.0.0.1:*; require-trusted-types-for 'script'"
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }
let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

async function serve(path: string, response: ServerResponse): Promise<void> {
  const [, name, rest] = /^\/(live|rules)\/([\w/-]+\.js)$/.exec(path) ?? []
  const file =
    path === '/'
      ? 'page/widgets.html'
      : name
        ? `../../${name}/dist/${rest}`
        : path === '/qianmian.min.js'
          ? '../../h5/dist/qianmian.min.js'
          : `page${path}`
  const text = await readFile(new URL(file, import.meta.url), 'utf8').catch(() => undefined)
  const type = types[file.split('.').pop() as keyof typeof types]
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': policy })
  response.end(text)
}

/** A collector that plays activities, and a phone before a live room whose page allows nothing that it need not. */
export async function openStage(
  options: BrowserContextOptions = {},
): Promise<{ readonly server: ActivityTestServer; open(query?: string): Promise<Page> }> {
  browser ??= startBrowser()
  const server = await startActivityServer(serve)
  const context = await openPhone(await browser, options)
  onTestFinished(async () => {
    await context.close()
    await server.close()
  })
  return {
    server,
    async open(query = '') {
      const page = await context.newPage()
      await page.addInitScript(() => {
        window.thrown = []
        addEventListener('error', ({ message }) => window.thrown.push(message))
        addEventListener('unhandledrejection', ({ reason }) => window.thrown.push(`${reason}`))
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.thrown.push(violatedDirective))
      })
      await page.goto(`${server.url}/${query}`)
      await page.waitForFunction(() => 'show' in window)
      return page
    },
  }
}
