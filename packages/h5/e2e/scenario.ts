import type { Client } from '@qianmian/h5'
import type { Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { type Device, startDevice } from './device.js'
import { type FaultServer, startFaultServer } from './faultServer.js'
import { startPageServer } from './pageServer.js'
import { flawless, type Tally, tally } from './tally.js'

declare global {
  interface Window {
    client: Client
    qianmian: typeof import('@qianmian/h5')
    told: string[]
    thrown: string[]
    /** How far the device's clock is ahead, in ms. */
    ahead: number
    record(count: number): number
    keep(): Promise<void>
  }
}

/** How often the scenarios with chance in them run. */
export const rounds = Number(process.env.FAULT_ROUNDS ?? 1)

const WAIT_MS = 25_000

interface PageOptions {
  flushAt?: number
  /** In ms. */
  flushIntervalMs?: number
  /** Runs in the page before anything else does. */
  before?: () => void
  /** Gives the page a clock that is so many ms ahead, and that `window.ahead` sets; timers go on as on any device. */
  ahead?: number
}

/** A collector of its own, a device, and pages of a site with a write key of its own: nobody has been there before. */
export interface Scenario {
  readonly server: FaultServer
  readonly device: Device
  /** Opens a page in a tab and waits until its client is ready. What it records is counted under the tab's name. */
  open(tab: string, options?: PageOptions): Promise<Page>
  /** The network goes, for the pages and at the collector. */
  offline(): Promise<void>
  online(): Promise<void>
  /** Waits until the collector has seen so many attempts. */
  attempts(count: number): Promise<void>
  /** Waits until all that was recorded has come. Resolves either way. */
  arrived(recorded: Readonly<Record<string, number>>): Promise<Tally>
  /**
   * The same; then visits the site once more until nothing is left to be sent, so that what would come again has come,
   * and counts.
   */
  outcome(recorded: Readonly<Record<string, number>>): Promise<Tally>
}

let shared: Promise<Device> | undefined
let site: ReturnType<typeof startPageServer> | undefined
let visits = 0

afterAll(async () => {
  await (await shared)?.discard()
  await (await site)?.close()
})

/** Sets the stage for one test; `own` gives it a device of its own, that it may kill. Cleans up after it. */
export async function scenario({ own = false } = {}): Promise<Scenario> {
  const server = await startFaultServer()
  const { url } = await (site ??= startPageServer())
  const device = await (own ? startDevice() : (shared ??= startDevice()))
  const writeKey = `site-${visits++}`
  const pages = new Set<Page>()

  onTestFinished(async () => {
    if (own) await device.discard()
    else await online()
    for (const page of pages) await page.close()
    await server.close()
  })

  async function open(
    tab: string,
    { before, ahead, flushAt = 20, flushIntervalMs = 300 }: PageOptions = {},
  ): Promise<Page> {
    const page = await device.context.newPage()
    pages.add(page)
    if (before) await page.addInitScript(before)
    if (ahead !== undefined) await page.addInitScript(setClock, ahead)
    const query = { writeKey, endpoint: server.url, tab, flushAt: `${flushAt}`, flushIntervalMs: `${flushIntervalMs}` }
    await page.goto(`${url}/?${new URLSearchParams(query)}`)
    await page.evaluate(() => window.client.ready)
    return page
  }

  async function online(): Promise<void> {
    server.always()
    await device.context.setOffline(false)
  }

  async function arrived(recorded: Readonly<Record<string, number>>): Promise<Tally> {
    await until(() => !tally(server.arrivals, recorded).lost.length)
    return tally(server.arrivals, recorded)
  }

  return {
    server,
    device,
    open,
    online,
    arrived,
    async offline() {
      server.always(({ reset }) => reset())
      await device.context.setOffline(true)
    },
    attempts: (count) => until(() => server.attempts.length >= count),
    async outcome(recorded) {
      // Of a tab that has gone on to a page without a client, only what is on its way can still come.
      const delivers = (page: Page) => page.evaluate(() => 'client' in window).catch(() => false)
      const left = [...pages].filter((page) => !page.isClosed())
      if ((await Promise.all(left.map(delivers))).includes(true)) await arrived(recorded)
      else if (left.length) await pause(2000)
      const page = await open('after')
      const full = pause(WAIT_MS).then(() => Promise.reject(new Error('something is left in the outbox')))
      await Promise.race([page.evaluate(() => window.client.flush()), full])
      return tally(server.arrivals, recorded)
    },
  }
}

function setClock(ahead: number): void {
  const { now } = Date
  window.ahead = ahead
  window.Date = class extends Date {
    constructor(...given: [number]) {
      super(...((given.length ? given : [now() + window.ahead]) as [number]))
    }
    static override now = () => now() + window.ahead
  } as DateConstructor
}

/** What a tally is where an answer was ambiguous: duplicates may be, and all of them are true copies. */
export function ambiguous({ duplicated }: Tally): Tally {
  return { ...flawless, duplicated }
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function until(enough: () => boolean): Promise<void> {
  for (const end = Date.now() + WAIT_MS; !enough() && Date.now() < end; ) await pause(20)
}
