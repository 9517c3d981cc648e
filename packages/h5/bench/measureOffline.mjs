import { arrival, pause } from './arrival.mjs'
import { openPage } from './openPage.mjs'
import { outcome } from './outcome.mjs'

const LOOPS = 5
const EVENTS = 1000
/** All is stored by then. */
const STORED_MS = 3000

/** One visit that records 5,000 events without a network, in five loops; then the network is there, and all arrive. */
export async function measureOffline(contender, script) {
  const { page, context, endpoint, ask, work, close } = await openPage(contender, script)
  try {
    await ask('load', endpoint.url)
    await context.setOffline(true)
    const before = await work()
    const since = await page.evaluate(() => performance.now())
    for (let i = 0; i < LOOPS; i++) await ask('record', i * EVENTS, EVENTS)
    await pause(STORED_MS)
    const recorded = await work()
    const offline = await page.evaluate((since) => window.longTasks(since), since)
    endpoint.reset()
    await context.setOffline(false)
    await arrival(endpoint, LOOPS * EVENTS)
    const delivered = await work()
    const long = await page.evaluate((since) => window.longTasks(since), since)
    return {
      recordWork: recorded - before,
      recordLongest: Math.max(0, ...offline),
      work: delivered - recorded,
      ...outcome(endpoint, long),
    }
  } finally {
    await close()
  }
}
