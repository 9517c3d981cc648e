import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const files: Record<string, { path: string; type: string }> = {
  '/': { path: 'page/index.html', type: 'text/html; charset=utf-8' },
  '/plain': { path: 'page/plain.html', type: 'text/html; charset=utf-8' },
  '/page.js': { path: 'page/page.js', type: 'text/javascript' },
  '/offline.js': { path: 'page/offline.js', type: 'text/javascript' },
  '/qianmian.min.js': { path: '../dist/qianmian.min.js', type: 'text/javascript' },
}

/** As strict as a host page can be: the SDK is a guest that must not need more. */
const policy =
  "default-src 'none'; script-src 'self'; img-src data:; worker-src 'self'; connect-src 'self' http://127.0.0.1:*; require-trusted-types-for 'script'"

/** Serves the page that loads the built SDK, on a free port of the loopback. */
export async function startPageServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const file = files[new URL(request.url!, 'http://localhost').pathname]
    if (!file) return response.writeHead(404).end()
    const headers = { 'content-type': file.type, 'content-security-policy': policy }
    response.writeHead(200, headers).end(await readFile(new URL(file.path, import.meta.url)))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
