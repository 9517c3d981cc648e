import type { RecordedEvent } from '@qianmian/core'
import type { Client } from '@qianmian/h5'
import type { Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { type Device, startDevice } from './device.js'
import { type FaultServer, startFaultServer } from './faultServer.js'
import { startPageServer } from './pageServer.js'

declare global {
  interface Window {
    client: Client
    /** What the SDK told `onError`. */
    told: string[]
    /** What it should never have let out. */
    thrown: string[]
    /** What removes each plugin of the page. */
    removes: (() => void)[]
    /** What removes the debug overlay. */
    remove(): void
  }
}

const WAIT_MS = 15_000

/** A device, a collector, and the pages of a site, under whatever host below `localhost` they are opened. */
export interface Stage {
  readonly device: Device
  readonly server: FaultServer
  /** The address of a page that records for this collector, under a write key of its own. */
  address(path: string, query?: Record<string, string>, host?: string): string
  open(address: string): Promise<Page>
  /** Waits until so many events of this name (or type) have come, and gives them. */
  came(name: string, count?: number): Promise<readonly RecordedEvent[]>
  /** The names (or types) of all that has come by now, in its order. */
  names(): string[]
}

let shared: Promise<Device> | undefined
let site: ReturnType<typeof startPageServer> | undefined
let visits = 0

afterAll(async () => {
  await (await shared)?.discard()
  await (await site)?.close()
})

/** Sets one for a test, where nobody has been before, and cleans up after it. */
export async function openStage(): Promise<Stage> {
  const device = await (shared ??= startDevice())
  const server = await startFaultServer()
  const { port } = new URL((await (site ??= startPageServer())).url)
  const writeKey = `site-${visits++}`
  onTestFinished(async () => {
    for (const page of device.context.pages().slice(1)) await page.close()
    await device.context.clearCookies()
    await server.close()
  })
  // A page that is left may send twice what it never heard to have come.
  const events = () => [...new Map(server.arrivals.map(({ event }) => [event.messageId, event])).values()]
  const named = (name: string) => events().filter(({ event, type }) => (event ?? type) === name)
  return {
    device,
    server,
    address(path, query = {}, host = 'www.shop.localhost') {
      return `http://${host}:${port}${path}?${new URLSearchParams({ endpoint: server.url, writeKey, ...query })}`
    },
    async open(address) {
      const page = await device.context.newPage()
      await page.addInitScript(() => {
        window.thrown = []
        addEventListener('error', ({ message }) => window.thrown.push(message))
        addEventListener('unhandledrejection', ({ reason }) => window.thrown.push(`${reason}`))
        addEventListener('securitypolicyviolation', ({ blockedURI }) => window.thrown.push(blockedURI))
      })
      await page.goto(address)
      return page
    },
    async came(name, count = 1) {
      for (const end = Date.now() + WAIT_MS; named(name).length < count && Date.now() < end; )
        await new Promise((resolve) => setTimeout(resolve, 20))
      return named(name)
    },
    names: () => events().map(({ event, type }) => event ?? type),
  }
}
