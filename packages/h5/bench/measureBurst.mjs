import { arrival, pause } from './arrival.mjs'
import { openPage } from './openPage.mjs'
import { outcome } from './outcome.mjs'

const EVENTS = 1000
/** Before the page is busy again, what the start set off is done. */
const SETTLE_MS = 500

/**
 * One visit: loads the contender, records one event, then 1,000 in a loop, and waits until all have arrived. Times in ms;
 * those of work are CPU time of the main thread.
 */
export async function measureBurst(contender, script) {
  const { page, endpoint, ask, work, close } = await openPage(contender, script)
  try {
    const idle = await work()
    const loaded = await ask('load', endpoint.url)
    await pause(SETTLE_MS)
    const ready = await work()
    const first = await ask('record', -1, 1)
    endpoint.reset()
    const before = await work()
    const loop = await ask('record', 0, EVENTS)
    await arrival(endpoint, EVENTS, contender.quietMs)
    const after = await work()
    const long = await page.evaluate((since) => window.longTasks(since), loop.since)
    return {
      ...loaded,
      loadWork: ready - idle,
      first: first.ms,
      loop: loop.ms,
      work: after - before,
      ...outcome(endpoint, long),
    }
  } finally {
    await close()
  }
}
