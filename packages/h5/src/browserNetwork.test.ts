// @vitest-environment happy-dom
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, it, vi } from 'vitest'
import { browserNetwork } from './browserNetwork.js'

const request = { method: 'POST', url: 'https://collect.example/v1/batch', body: '{}', timeoutMs: 20 } as const

afterEach(() => vi.unstubAllGlobals())

it('resolves with any status', async () => {
  const fetch = vi.fn(async () => new Response('{"now":1}', { status: 429, headers: { 'retry-after': '3' } }))
  vi.stubGlobal('fetch', fetch)
  const answer = await browserNetwork(request)
  expect(answer).toMatchObject({ status: 429, body: '{"now":1}', headers: { 'retry-after': '3' } })
  expect(fetch).toHaveBeenCalledWith(request.url, expect.objectContaining({ credentials: 'omit', method: 'POST' }))
})

it('compresses what is worth it where the receiver takes that, and never what is sent last', async () => {
  const bodies: [string, unknown][] = []
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    bodies.push([url, body])
    return new Response('{}')
  })
  const body = JSON.stringify(Array(200).fill('今日鲜果'))
  await browserNetwork({ ...request, body, gzip: true })
  await browserNetwork({ ...request, body, gzip: true, last: true })
  await browserNetwork({ ...request, gzip: true })
  await browserNetwork({ ...request, body })
  const [url, sent] = bodies[0]! as [string, Blob]
  expect([url, sent.type]).toEqual([`${request.url}?encoding=gzip`, 'text/plain'])
  expect(gunzipSync(Buffer.from(await sent.arrayBuffer())).toString()).toBe(body)
  expect(bodies.slice(1)).toEqual([body, '{}', body].map((body) => [request.url, body]))
  vi.stubGlobal('CompressionStream', undefined)
  await browserNetwork({ ...request, body, gzip: true })
  expect(bodies[4]).toEqual([request.url, body])
})

it('rejects when no answer comes in time', async () => {
  const forever = (_: string, { signal }: RequestInit) =>
    new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted'))))
  vi.stubGlobal('fetch', forever)
  await expect(browserNetwork(request)).rejects.toThrow('aborted')
})

it('keeps the last request alive, and hands it to a beacon when the browser refuses', async () => {
  const fetch = vi.fn(async () => Promise.reject(new TypeError('quota')))
  const sendBeacon = vi.fn(() => true)
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', { sendBeacon })
  await expect(browserNetwork({ ...request, last: true })).rejects.toThrow('quota')
  expect(fetch).toHaveBeenCalledWith(request.url, expect.objectContaining({ keepalive: true }))
  expect(sendBeacon).toHaveBeenCalledWith(request.url, '{}')
})

it('sends no last request again that fails later, when what it carries may have been withdrawn', async () => {
  const fail = () => new Promise((_, reject) => setTimeout(reject, 600, new TypeError('reset')))
  const sendBeacon = vi.fn()
  vi.stubGlobal('fetch', fail)
  vi.stubGlobal('navigator', { sendBeacon })
  await expect(browserNetwork({ ...request, timeoutMs: 1000, last: true })).rejects.toThrow('reset')
  expect(sendBeacon).not.toHaveBeenCalled()
})
