import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCollector } from '@qianmian/collector'
import { chromium, type Page } from 'playwright-core'
import type { StoredEvent } from '../../01-shop/e2e/backstage.js'
import { serveRoom } from '../serve.mjs'

/** A viewer's phone before the room. */
export interface Viewer {
  readonly page: Page
  /** Console errors, page errors and breaches of the content security policy so far. */
  readonly faults: readonly string[]
  /** Leaves the room and closes the page as a viewer does. */
  leave(): Promise<void>
}

/** A real live room, a real collector that decides its activities, and a real browser. */
export interface Stage {
  readonly url: string
  /** Somebody who opens the room; `still`: who wants no motion. */
  viewer(address?: string, options?: { still?: boolean }): Promise<Viewer>
  /** One of the collector's reports. */
  report<T>(path: string): Promise<T>
  /** All that the collector has, oldest first; asked again until `enough` holds, for 15 seconds at most. */
  stored(enough: (events: readonly StoredEvent[]) => boolean): Promise<readonly StoredEvent[]>
  close(): Promise<void>
}

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export async function openStage(): Promise<Stage> {
  const data = await mkdtemp(join(tmpdir(), 'room-'))
  const collector = createCollector({ data, writeKeys: ['demo'] })
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
  const room = await serveRoom({ port: 0, endpoint, token: collector.token })
  return {
    url: room.url,
    report,
    async viewer(address = '/', { still = false } = {}) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: still ? 'reduce' : 'no-preference',
      })
      context.setDefaultTimeout(10_000)
      const faults: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      context.on('weberror', (error) => {
        faults.push(String(error.error()))
      })
      const page = await context.newPage()
      await page.goto(room.url + address)
      return {
        page,
        faults,
        async leave() {
          await page.getByRole('button', { name: '离开直播间' }).tap()
          await page.getByText('下次再见').waitFor()
          await page.goto('about:blank')
          await context.close()
        },
      }
    },
    async stored(enough) {
      for (const end = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
        const { events } = await report<{ events: StoredEvent[] }>('/v1/events?limit=1000')
        const all = [...events].reverse()
        if (enough(all) || Date.now() > end) return all
      }
    },
    async close() {
      await browser.close()
      await room.close()
      await collector.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
