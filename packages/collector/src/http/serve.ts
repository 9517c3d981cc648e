import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

/** How long `stop` waits for requests that are under way, in ms. */
const patience = 5000

/** A body that has not come after this long will not: what it holds is given back. In ms. */
const slowest = 60_000

/** A server that answers. */
export interface Serving {
  readonly port: number
  /** Takes no more requests, lets those under way have their answer, and ends every connection. */
  stop(): Promise<void>
}

/** Lets an app answer on a port; 0: any that is free. Rejects when the port is taken. */
export async function serve(app: Hono, port: number, host: string): Promise<Serving> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.requestTimeout = slowest
  let active = 0
  let idle = () => {}
  server.on('request', (_request, response) => {
    active++
    response.once('close', () => --active || idle())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const gone = new Promise((resolve) => server.close(resolve))
      // Browsers open connections in advance; Node takes one that has asked for nothing yet for busy, and would wait.
      idle = () => server.closeAllConnections()
      if (!active) idle()
      const timer = setTimeout(idle, patience)
      await gone
      clearTimeout(timer)
    },
  }
}
