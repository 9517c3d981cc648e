// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, expect, it, vi } from 'vitest'
import { createClient } from './createClient.js'

afterEach(() => vi.unstubAllGlobals())

it('records on a page that is offline, and delivers in a later visit', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('offline')))
  const options = { writeKey: 'demo', endpoint: 'https://collect.example', flushIntervalMs: 1 }
  const first = createClient(options)
  first.track('Product Added', { product_id: 'grape' })
  await first.ready
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await first.export()).events).toHaveLength(2)
  first.stop()
  const bodies: string[] = []
  vi.stubGlobal('CompressionStream', undefined)
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    bodies.push(String(body))
    return new Response('{}')
  })
  const onError = vi.fn()
  const second = createClient({ ...options, onError })
  await second.flush()
  expect(bodies.flatMap((body) => JSON.parse(body).batch)).toMatchObject([
    { event: 'Session Started', context: { library: { name: '@qianmian/h5' } } },
    { event: 'Product Added', properties: { product_id: 'grape' } },
  ])
  expect((await second.export()).events).toEqual([])
  expect(onError).not.toHaveBeenCalled()
  second.stop()
})

it('throws, and says what to write, when an option is wrong', () => {
  expect(() => createClient(undefined as never)).toThrow('writeKey')
})
