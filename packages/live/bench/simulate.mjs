import { createCoreClient } from '@qianmian/core'
import { liveSession } from '@qianmian/live'
import { seededRandom } from '../../../scripts/seededRandom.mjs'
import { viewerPlatform } from './viewerPlatform.mjs'
import { virtualTime } from './virtualTime.mjs'

/** A player that plays. */
const player = {
  watch(run) {
    run('playing')
    return () => {}
  },
}

/**
 * Lets a crowd enter a room within two seconds, each with the real client and the real session, and counts the requests that
 * reach the collector in each second.
 * @param {object} scenario
 * @param {number} scenario.viewers
 * @param {number} scenario.seconds how long to look on
 * @param {boolean} scenario.jitter without it every device draws the same number
 * @param {number} scenario.capacity requests that the collector takes in a second; the others it asks to come later
 * @param {object} [scenario.client] options of the clients
 */
export async function simulate({ viewers, seconds, jitter, capacity, client: options = {} }) {
  const random = seededRandom(1)
  const { clock, run } = virtualTime()
  const requests = new Array(seconds).fill(0)
  const refused = new Array(seconds).fill(0)
  const taken = new Set()
  let copies = 0

  async function network({ body }) {
    const second = Math.min(seconds - 1, Math.floor(clock.elapsed() / 1000))
    const now = clock.now()
    if (++requests[second] > capacity) {
      refused[second]++
      // As long as it would take to serve all that came in this second, with room for those who still come.
      const retryAfter = Math.max(2, Math.ceil((2 * requests[second]) / capacity))
      return { status: 503, headers: {}, body: JSON.stringify({ now, retryAfter }) }
    }
    for (const { messageId } of JSON.parse(body).batch) {
      if (taken.has(messageId)) copies++
      taken.add(messageId)
    }
    return { status: 200, headers: {}, body: JSON.stringify({ now }) }
  }

  let recorded = 0
  const count = { name: 'count', setup: ({ on }) => on('event', () => recorded++) }
  const clients = []
  for (let index = 0; index < viewers; index++)
    clock.after(random() * 2000, () => {
      const platform = viewerPlatform(clock, network, jitter ? random : () => 0)
      const client = createCoreClient(platform, {
        writeKey: 'demo',
        endpoint: '/collect',
        plugins: [count],
        ...options,
      })
      client.page()
      liveSession(client, { room: 'r7', session: 's1', anchor: 'a1', player })
      clients.push(client)
    })
  await run(seconds * 1000)
  let waiting = 0
  for (const client of clients) {
    waiting += (await client.export()).events?.length ?? 0
    client.stop()
  }
  return { requests, refused, copies, lost: recorded - taken.size - waiting }
}
