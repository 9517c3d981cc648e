import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of a test. */
export interface OpenServer {
  readonly url: string
  close(): Promise<void>
}

/** Opens one on a free port of the loopback, under the name of `host`. What fails breaks the connection. */
export async function openServer(
  answer: (...exchange: Parameters<RequestListener>) => Promise<unknown>,
  host = '127.0.0.1',
): Promise<OpenServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
