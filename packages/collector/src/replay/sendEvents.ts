import { setTimeout } from 'node:timers/promises'
import { defaultLimits } from '../ingest/limits.js'
import type { SentEvent } from '../ingest/validateBatch.js'

/** How often a batch is sent before the collector counts as gone. */
const attempts = 10

/** So many requests are under way at once that they share the collector's inserts. */
const senders = 4

/** Sends events over the wire, in batches as large as a collector takes, and resolves when all are acknowledged. */
export async function sendEvents(url: string, writeKey: string, events: readonly SentEvent[]): Promise<void> {
  const lots = batches(events)
  const sender = async () => {
    for (const lot of lots) await send(url, `{"writeKey":${JSON.stringify(writeKey)},"batch":[${lot}]}`)
  }
  await Promise.all(Array.from({ length: senders }, sender))
}

/** Lots of events as JSON, within the limits of a batch; 1 KB is left for what stands around them. */
function* batches(events: readonly SentEvent[]): Generator<string> {
  let lot: string[] = []
  let size = 1024
  for (const event of events) {
    const json = JSON.stringify(event)
    const bytes = Buffer.byteLength(json) + 1
    if (lot.length === defaultLimits.batchEvents || size + bytes > defaultLimits.batchBytes) {
      yield lot.join(',')
      lot = []
      size = 1024
    }
    lot.push(json)
    size += bytes
  }
  if (lot.length) yield lot.join(',')
}

async function send(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/batch`, { method: 'POST', body })
    const answer = (await response.json()) as { errors?: { message: string }[]; retryAfter?: number }
    if (response.ok) return
    if (answer.retryAfter === undefined || attempt === attempts)
      throw new Error(`the collector answered ${response.status}: ${answer.errors?.[0]?.message}`)
    await setTimeout(answer.retryAfter * 1000)
  }
}
