import { gunzipSync } from 'node:zlib'
import { serve } from './serve.mjs'

/**
 * A server that answers a contender as its own would, at once. `count` tells what came since `reset`: requests, CORS
 * preflights, wire bytes (of bodies as they were sent, and of what stands in a URL), the events by their numbers from 0
 * and how often each came, and when the last request did.
 */
export async function startEndpoint({ read, answer = () => ({}) }) {
  const count = {}
  function reset() {
    const began = performance.now()
    Object.assign(count, { requests: 0, preflights: 0, bytes: 0, events: new Map(), began, last: began })
  }

  function tally(n) {
    if (n >= 0) count.events.set(n, (count.events.get(n) ?? 0) + 1)
  }

  async function take(request, response) {
    const headers = cors(request)
    if (request.method === 'OPTIONS') {
      count.preflights++
      return response.writeHead(204, headers).end()
    }
    const { pathname: path, searchParams: query, search } = new URL(request.url, 'http://localhost')
    const raw = await bodyOf(request)
    const body = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw
    const came = { path, query, body }
    if (raw.length || search.length > 100) {
      count.requests++
      count.bytes += raw.length + search.length
      count.last = performance.now()
      for (const properties of read(came)) tally(properties?.n)
    }
    const said = answer(came)
    const isJson = typeof said === 'object' && !Buffer.isBuffer(said)
    const type = isJson ? 'application/json' : Buffer.isBuffer(said) ? 'image/gif' : 'text/javascript'
    response.writeHead(200, { ...headers, 'content-type': type }).end(isJson ? JSON.stringify(said) : said)
  }

  reset()
  const server = await serve((request, response) => {
    take(request, response).catch((cause) => {
      console.error(request.method, request.url, cause)
      request.socket.destroy()
    })
  })
  return { ...server, count, reset }
}

function cors({ headers }) {
  return {
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '7200',
    'cross-origin-resource-policy': 'cross-origin',
  }
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
