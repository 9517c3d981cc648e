// @vitest-environment happy-dom
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createCoreClient, type JsonObject } from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import { afterEach, expect, it } from 'vitest'
import type { createClient } from './createClient.js'
import { loaded } from './loaded.js'
import { snippet, snippetHash } from './snippet.js'
import { takeOver } from './takeOver.js'

interface Global {
  createClient: typeof createClient
  loaded: typeof loaded
}

const host = globalThis as unknown as { qianmian: Global }
const options = { writeKey: 'demo', endpoint: '/collect' }

/** Runs the snippet as a page does, and returns what it put into the global. */
function begin(): Global {
  new Function(snippet)()
  return host.qianmian
}

/** Plays the arrival of the script: what it brings goes into the same global. */
async function arrive() {
  const names: unknown[] = []
  const create = (options: Parameters<typeof createClient>[0]) => {
    const client = createCoreClient(createMemoryPlatform(), options)
    const note = (event?: string, properties?: JsonObject) => names.push([event, properties?.n])
    client.use({
      name: 'note',
      setup: ({ on }) => on('event', ({ event, type, properties }) => note(event ?? type, properties)),
    })
    return client
  }
  Object.assign(host.qianmian, { createClient: create, loaded })
  const taken = takeOver(create)
  return { names, taken }
}

afterEach(() => {
  Reflect.deleteProperty(host, 'qianmian')
})

it('queues what is called before the script arrives, which then makes all calls in their order', async () => {
  const { createClient, loaded } = begin()
  const client = createClient(options)
  client.page('Home', { n: 0 })
  client.track('A', { n: 1 })
  loaded(() => client.track('B', { n: 2 }))
  client.identify('anna')
  client.track('C', { n: 3 })
  const exported = client.export()
  const { names, taken } = await arrive()
  await taken
  client.track('D', { n: 4 })
  expect(names).toEqual([
    ['Session Started', undefined],
    ['page', 0],
    ['A', 1],
    ['B', 2],
    ['identify', undefined],
    ['C', 3],
    ['D', 4],
  ])
  await client.ready
  expect(await exported).toMatchObject({ userId: 'anna' })
  host.qianmian.loaded(() => client.track('E'))
  expect(names.at(-1)).toEqual(['E', undefined])
  expect(host.qianmian).not.toHaveProperty('calls')
})

it('keeps apart several clients, and goes on when one of them could not be created', async () => {
  const rejected: unknown[] = []
  const note = (reason: unknown) => void rejected.push(reason)
  process.on('unhandledRejection', note)
  const { createClient } = begin()
  const wrong = createClient({ ...options, writeKey: '' })
  wrong.track('Lost')
  const client = createClient(options)
  client.track('Kept')
  const { names, taken } = await arrive()
  await taken
  await new Promise((resolve) => setTimeout(resolve))
  process.off('unhandledRejection', note)
  expect(names).toEqual([
    ['Session Started', undefined],
    ['Kept', undefined],
  ])
  expect(rejected).toMatchObject([{ message: expect.stringContaining('writeKey') }])
})

it('leaves a script that is there already alone', () => {
  host.qianmian = { createClient: () => ({}) as never, loaded }
  const before = { ...host.qianmian }
  expect(begin()).toEqual(before)
})

it('stands in the docs as it is, under the hash that a policy allows it by', () => {
  expect(snippetHash).toBe(`sha256-${createHash('sha256').update(snippet).digest('base64')}`)
  for (const path of ['../../../docs/h5.md', '../../../docs/zh/h5.md']) {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8')
    expect(text).toContain(`<script>${snippet}</script>`)
    expect(text).toContain(snippetHash)
  }
})
