import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveBuilt } from './serveBuilt.mjs'

const dist = new URL('dist/', import.meta.url)

/**
 * Serves the built shop on the loopback address.
 * @param {{ port?: number, endpoint?: string }} [options] port 0 takes any that is free; `endpoint`: the collector's address
 * @returns {Promise<{ url: string, close(): Promise<void> }>} rejects when the shop is not built or the port is taken
 */
export async function serveShop({ port = 4310, endpoint = 'http://127.0.0.1:4318' } = {}) {
  if (!existsSync(dist)) throw new Error('[qianmian] shop: build it first: pnpm --filter @qianmian/example-shop build')
  return serveBuilt({ dist, port, endpoint })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveShop()
  console.log(`Shop: ${url}`)
}
