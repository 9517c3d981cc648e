import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveBuilt } from '../01-shop/serveBuilt.mjs'
import { openBroadcasts } from './broadcasts.mjs'

const dist = new URL('dist/', import.meta.url)

/**
 * Serves the built live room on the loopback address, and keeps a broadcast going whose activities the collector decides.
 * @param {{ port?: number, endpoint?: string, token?: string, drawsAfterMs?: number }} [options] port 0 takes any that is
 *   free; `endpoint`: the collector's address; `token`: its operator's; `drawsAfterMs`: when in a broadcast the lottery is drawn
 * @returns {Promise<{ url: string, close(): Promise<void> }>} rejects when the room is not built, the port is taken, or the
 *   collector does not take the activities
 */
export async function serveRoom(options = {}) {
  const { port = 4311, endpoint = 'http://127.0.0.1:4318', token = 'demo-token', drawsAfterMs } = options
  if (!existsSync(dist))
    throw new Error('[qianmian] live room: build it first: pnpm --filter @qianmian/example-live-room build')
  const config = readFileSync(new URL('qianmian.json', dist), 'utf8')
  const broadcasts = openBroadcasts({ endpoint, token, drawsAfterMs })
  await broadcasts.current()
  return serveBuilt({
    dist,
    port,
    endpoint,
    files: { '/qianmian.json': (query) => hurried(config, query.get('minute')) },
    async page(html) {
      const { id, startedAt } = await broadcasts.current()
      const broadcast = `${id} ${startedAt} ${Date.now() - startedAt}`
      return html.replace(/(name="broadcast" content=")[^"]*/, `$1${broadcast}`)
    },
  })
}

/** The same document for who is in a hurry: what takes three minutes takes three times `minute` seconds. */
function hurried(config, minute) {
  const seconds = Number(minute)
  if (!(seconds >= 1 && seconds < 60)) return config
  const shorter = (key, value) =>
    key === 'live.watchedSeconds' && value.$gte ? { ...value, $gte: Math.ceil((value.$gte * seconds) / 60) } : value
  return JSON.stringify(JSON.parse(config, shorter))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveRoom()
  console.log(`Live room: ${url}`)
}
