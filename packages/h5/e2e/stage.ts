import type { RecordedEvent } from '@qianmian/core'
import type { Client } from '@qianmian/h5'
import type { Page } from 'playwright-core'
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
  /** The address of a page for this collector; every visitor of a write key has been there before. */
  address(path: string, query?: Record<string, string>, host?: string): string
  open(address: string): Promise<Page>
  /** Waits until so many events of this name (or type) have come for a write key, and gives their properties. */
  came(name: string, count?: number): Promise<readonly RecordedEvent[]>
  /** All that has come under these names by now, in its order. */
  names(): string[]
  close(): Promise<void>
}

/** Sets one. What came before is forgotten with each new write key. */
export async function openStage(): Promise<Stage> {
  const [device, server, site] = await Promise.all([startDevice(), startFaultServer(), startPageServer()])
  const { port } = new URL(site.url)
  const events = () => server.arrivals.map(({ event }) => event)
  const named = (name: string) => events().filter(({ event, type }) => (event ?? type) === name)
  return {
    device,
    server,
    address(path, query = {}, host = 'www.shop.localhost') {
      return `http://${host}:${port}${path}?${new URLSearchParams({ endpoint: server.url, writeKey: 'demo', ...query })}`
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
    async close() {
      await device.discard()
      await server.close()
      await site.close()
    },
  }
}
