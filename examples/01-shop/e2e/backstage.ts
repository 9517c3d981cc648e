import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCollector } from '@qianmian/collector'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

/** An event as the collector's report gives it. */
export interface StoredEvent {
  readonly messageId: string
  readonly type: string
  readonly event?: string
  readonly anonymousId: string
  readonly userId?: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly context: Readonly<Record<string, unknown>>
}

/** What is behind every example on stage: a real collector, which serves the shop's rules, and a real browser. */
export interface Backstage {
  readonly endpoint: string
  /** The operator's. */
  readonly token: string
  /** A phone in China, and what goes wrong in its pages: console errors, page errors and breaches of their policy. */
  phone(options?: BrowserContextOptions): Promise<{ readonly context: BrowserContext; readonly faults: string[] }>
  /** One of the collector's reports. */
  report<T>(path: string): Promise<T>
  /**
   * What the collector has, oldest first; with `person`, of that visitor, who may be another one meanwhile. Asked again until
   * `enough` holds, for 15 seconds at most.
   */
  stored(enough: (events: readonly StoredEvent[]) => boolean, person?: () => string): Promise<readonly StoredEvent[]>
  close(): Promise<void>
}

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export async function openBackstage(now: () => number = Date.now): Promise<Backstage> {
  const data = await mkdtemp(join(tmpdir(), 'shop-'))
  const collector = createCollector({
    data,
    writeKeys: ['demo'],
    config: fileURLToPath(new URL('../public/qianmian.json', import.meta.url)),
    now,
  })
  const endpoint = await collector.listen()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: flags.split(' '),
  })

  async function report<T>(path: string): Promise<T> {
    const answer = await fetch(endpoint + path, { headers: { authorization: `Bearer ${collector.token}` } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  // The collector is slow to its first question only.
  await report('/v1/events?limit=1')
  return {
    endpoint,
    token: collector.token,
    async phone(options) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        ...options,
      })
      context.setDefaultTimeout(10_000)
      const faults: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error' && !/favicon/.test(message.location().url)) faults.push(message.text())
      })
      context.on('weberror', (error) => {
        faults.push(String(error.error()))
      })
      return { context, faults }
    },
    report,
    async stored(enough, person) {
      for (const end = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
        const { events } = await report<{ events: StoredEvent[] }>('/v1/events?limit=1000')
        const theirs = events.filter(({ anonymousId }) => !person || anonymousId === person()).reverse()
        if (enough(theirs) || Date.now() > end) return theirs
      }
    },
    async close() {
      await browser.close()
      await collector.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
