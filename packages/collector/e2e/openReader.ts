import { chromium, type Page } from 'playwright-core'
import { type Collector, createCollector } from '../dist/index.js'
import { token } from './startCollector.js'

/** Somebody who reads the collector's own pages on a phone. */
export interface Reader {
  readonly collector: Collector
  readonly page: Page
  /** What the pages threw, and what their policy refused. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Starts the built collector, with these configs, and a browser, in Shanghai. */
export async function openReader(config: readonly string[] = []): Promise<Reader> {
  const collector = createCollector({ writeKeys: ['demo'], token, config })
  await collector.listen()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, timezoneId: 'Asia/Shanghai' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text())
  })
  return {
    collector,
    page,
    complaints,
    async close() {
      await browser.close()
      await collector.close()
    },
  }
}
