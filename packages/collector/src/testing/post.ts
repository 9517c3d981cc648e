import { gzipSync } from 'node:zlib'

/** An event as a client sends it, with what a test says of it. */
export const event = (messageId: string, fields: object = {}): Record<string, unknown> => ({
  type: 'track',
  event: 'Tested',
  messageId,
  anonymousId: 'a',
  timestamp: '2026-11-24T08:00:00.000Z',
  context: {},
  ...fields,
})

/** Posts events as the SDK does, and resolves with status and body. */
export async function post(
  url: string,
  batch: unknown,
  {
    path = '/v1/batch',
    writeKey = 'demo' as string | undefined,
    gzip = false,
    sentAt = undefined as string | undefined,
  } = {},
): Promise<{ status: number; headers: Headers; body: Answer }> {
  const text = JSON.stringify({ writeKey, sentAt, batch })
  const response = await fetch(`${url}${path}${gzip ? '?encoding=gzip' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: gzip ? new Uint8Array(gzipSync(text)) : text,
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
}

/** What the collector answers to a batch. */
export interface Answer {
  ok: boolean
  now: number
  accepted?: number
  duplicates?: number
  retryAfter?: number
  errors?: { index?: number; path?: string; code: string; message: string }[]
}

/** Reads a report with a token. */
export async function get<T>(url: string, token: string): Promise<T> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  return (await response.json()) as T
}
