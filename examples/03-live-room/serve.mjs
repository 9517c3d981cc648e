import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBroadcasts } from './broadcasts.mjs'

const dist = fileURLToPath(new URL('dist/', import.meta.url))

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Serves the built live room on the loopback address, and keeps a broadcast going whose activities the collector decides.
 * @param {{ port?: number, endpoint?: string, token?: string, drawsAfterMs?: number }} [options] port 0 takes any that is
 *   free; `endpoint`: the collector's address; `token`: its operator's; `drawsAfterMs`: when in a broadcast the lottery is drawn
 * @returns {Promise<{ url: string, close(): Promise<void> }>} rejects when the room is not built, the port is taken, or the
 *   collector does not take the activities
 */
export async function serveRoom(options = {}) {
  const { port = 4311, endpoint = 'http://127.0.0.1:4318', token = 'demo-token', drawsAfterMs } = options
  const page = await readFile(join(dist, 'index.html'), 'utf8').catch((cause) => {
    throw new Error('[qianmian] live room: build it first: pnpm --filter @qianmian/example-live-room build', { cause })
  })
  const config = await readFile(join(dist, 'qianmian.json'), 'utf8')
  const broadcasts = openBroadcasts({ endpoint, token, drawsAfterMs })
  await broadcasts.current()
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${endpoint}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

  async function bodyOf({ pathname, searchParams }) {
    const path = normalize(pathname)
    const type = types[extname(path)]
    if (path === '/qianmian.json') return { type, body: hurried(config, searchParams.get('minute')) }
    if (type && path !== '/index.html') return { type, body: await readFile(join(dist, path)) }
    const { id, startedAt } = await broadcasts.current()
    const html = page
      .replace(/(name="qianmian-endpoint" content=")[^"]*/, `$1${encodeURI(endpoint)}`)
      .replace(/(name="broadcast" content=")[^"]*/, `$1${id} ${startedAt} ${Date.now() - startedAt}`)
    return { type: types['.html'], body: html }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://room')
    const found = await bodyOf(url).catch((error) => ({ error }))
    if (found.error && found.error.code !== 'ENOENT') console.error(found.error)
    response.writeHead(found.body === undefined ? 404 : 200, {
      'Content-Type': found.type ?? 'text/plain',
      'Cache-Control': url.pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(found.body ?? 'Not found')
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
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
