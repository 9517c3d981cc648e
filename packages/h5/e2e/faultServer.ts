import type { IncomingMessage, ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { RecordedEvent } from '@qianmian/core'
import type { Fault } from './faults.js'
import { openServer } from './openServer.js'

/** An event as it came. `text` is its JSON but for the age, which grows from one attempt to the next. */
export interface Arrival {
  readonly event: RecordedEvent & { readonly age?: number }
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** A request as it came, whatever was done with it. `at` is in milliseconds since the epoch. */
export interface Attempt {
  readonly at: number
  readonly bytes: number
  readonly events: number
}

/** A collector in memory that keeps every copy of every event in the order of arrival, and fails as it is told. */
export interface FaultServer {
  readonly url: string
  readonly arrivals: readonly Arrival[]
  readonly attempts: readonly Attempt[]
  /** The next requests meet these faults, each one of them; then all is well. */
  next(...faults: readonly Fault[]): void
  /** From now on every request meets this fault; none: all is well. */
  always(fault?: Fault): void
  close(): Promise<void>
}

/** Starts one on a free port of the loopback. */
export async function startFaultServer(): Promise<FaultServer> {
  const arrivals: Arrival[] = []
  const attempts: Attempt[] = []
  let coming: Fault[] = []
  let lasting: Fault | undefined

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const batch: Arrival['event'][] = JSON.parse(body.toString()).batch
    const at = Date.now()
    attempts.push({ at, bytes: body.length, events: batch.length })
    const fault = coming.shift() ?? lasting
    const exchange = {
      bytes: body.length,
      record() {
        for (const { age, ...event } of batch)
          arrivals.push({ event: { ...event, age }, text: JSON.stringify(event), at })
      },
      answer(status: number, said: object = {}, headers: Record<string, string> = {}) {
        response.writeHead(status, { ...cors, 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify({ now: Date.now(), ...said }))
      },
      reset: () => request.socket.destroy(),
    }
    if (fault) return fault(exchange)
    exchange.record()
    exchange.answer(200)
  }

  return {
    ...(await openServer(take)),
    arrivals,
    attempts,
    next(...faults) {
      coming = [...faults]
    },
    always(fault) {
      lasting = fault
    },
  }
}

const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' }

/** A body that breaks off rejects: such a request was not received. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return new URL(request.url!, 'http://localhost').searchParams.get('encoding') === 'gzip' ? gunzipSync(body) : body
}
