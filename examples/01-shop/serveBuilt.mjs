import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Serves what Vite has built on the loopback address, under a policy that lets it reach nothing but itself and the collector.
 * Every path that is no file is the page.
 * @param {object} site
 * @param {URL} site.dist the folder that was built, with a slash at its end
 * @param {number} site.port 0 takes any that is free
 * @param {string} site.endpoint the collector's address, which the page is told
 * @param {(html: string) => string | Promise<string>} [site.page] what else the page is told, each time that it is opened
 * @param {Record<string, (query: URLSearchParams) => string>} [site.files] by path, what is made when it is asked for
 * @returns {Promise<{ url: string, close(): Promise<void> }>} rejects when nothing was built or the port is taken
 */
export async function serveBuilt({ dist, port, endpoint, page = (html) => html, files = {} }) {
  const folder = fileURLToPath(dist)
  const built = await readFile(join(folder, 'index.html'), 'utf8')
  const html = built.replace(/(name="qianmian-endpoint" content=")[^"]*/, `$1${encodeURI(endpoint)}`)
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

  async function answerTo({ pathname, searchParams }) {
    const path = normalize(pathname)
    const type = types[extname(path)]
    if (files[path]) return { type, body: files[path](searchParams) }
    if (type && path !== '/index.html') return { type, body: await readFile(join(folder, path)) }
    return { type: types['.html'], body: await page(html) }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const { type, body, error } = await answerTo(url).catch((error) => ({ error }))
    if (error && error.code !== 'ENOENT') console.error(error)
    response.writeHead(error ? 404 : 200, {
      'Content-Type': type ?? 'text/plain',
      'Cache-Control': url.pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
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
