import { createServer } from 'node:http'

/** Listens on a free port of the loopback: `{ url, close }`. */
export async function serve(handle) {
  const server = createServer(handle)
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
