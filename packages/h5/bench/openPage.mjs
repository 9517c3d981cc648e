import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pause } from './arrival.mjs'
import { startEndpoint } from './startEndpoint.mjs'
import { startSite } from './startSite.mjs'

const POLL_MS = 100

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Whatever a contender would ask of another host fails at once. */
const alone = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'

/**
 * A page in a browser that nobody has used before, and the contender's endpoint. `work()` is the CPU time that the page's
 * main thread has spent so far, in ms: https://chromedevtools.github.io/devtools-protocol/tot/Performance/
 * `ask(name, …)` calls a function of `page.js` and resolves with what its promise gives.
 */
export async function openPage(contender, script) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const endpoint = await startEndpoint(contender)
  const site = await startSite(script)
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...flags.split(' '), alone],
  })
  const [page] = context.pages()
  await page.goto(site.url)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    page,
    context,
    endpoint,
    // Where DevTools itself waits for a promise, it may say that the promise "was garbage collected".
    async ask(name, ...args) {
      await page.evaluate(
        ([name, args]) => {
          window.answer = undefined
          window[name](...args).then((answer) => Object.assign(window, { answer }))
        },
        [name, args],
      )
      for (;;) {
        await pause(POLL_MS)
        const answer = await page.evaluate(() => window.answer)
        if (answer) return answer
      }
    },
    async work() {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
    },
    async close() {
      await context.close()
      await site.close()
      await endpoint.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
