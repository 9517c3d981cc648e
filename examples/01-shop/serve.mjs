import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('dist/', import.meta.url))

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Serves the built shop on the loopback address; every path that is no file is a page of the shop.
 * @param {{ port?: number, endpoint?: string }} [options] port 0 takes any that is free; `endpoint`: the collector's address
 * @returns {Promise<{ url: string, close(): Promise<void> }>} rejects when the shop is not built or the port is taken
 */
export async function serveShop({ port = 4310, endpoint = 'http://127.0.0.1:4318' } = {}) {
  const page = await readFile(join(dist, 'index.html'), 'utf8').catch((cause) => {
    throw new Error('[qianmian] shop: build it first: pnpm --filter @qianmian/example-shop build', { cause })
  })
  const html = page.replace(/(name="qianmian-endpoint" content=")[^"]*/, `$1${encodeURI(endpoint)}`)
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
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://shop').pathname)
    const type = types[extname(path)]
    const body = type && path !== '/index.html' ? await readFile(join(dist, path)).catch(() => null) : html
    response.writeHead(body === null ? 404 : 200, {
      'Content-Type': body === html ? types['.html'] : (type ?? 'text/plain'),
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(body ?? 'Not found')
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveShop()
  console.log(`Shop: ${url}`)
}
