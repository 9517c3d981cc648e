import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHostNetwork } from './createHostNetwork.js'
import type { HostRequest } from './Host.js'
import { createTestHost, type TestAnswer } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const request = { method: 'POST', url: 'https://collect.example', body: '{}', timeoutMs: 15_000 } as const

function setUp(answer: (request: HostRequest) => Promise<TestAnswer>) {
  const host = createTestHost(createTestDisk(), answer)
  return { host, network: createHostNetwork(host) }
}

it('gives back any status, header names in lower case, and the text that came', async () => {
  const { network } = setUp(async ({ data, header }) => ({
    status: 503,
    header: { 'Retry-After': '3' },
    body: `${header['content-type']} ${data}`,
  }))
  expect(await network(request)).toEqual({ status: 503, headers: { 'retry-after': '3' }, body: 'text/plain {}' })
})

it('rejects when no answer came, at the latest after its time, even where the host takes its own', async () => {
  const { network, host } = setUp(() => new Promise(() => {}))
  const failed = expect(network(request)).rejects.toBeTruthy()
  const deaf = createHostNetwork({ ...host, request: () => undefined })
  const unheard = expect(deaf(request)).rejects.toThrow('no answer')
  await vi.advanceTimersByTimeAsync(15_000)
  await failed
  await unheard
})

it('rejects when the host throws', async () => {
  const { host } = setUp(async () => ({ status: 200 }))
  const network = createHostNetwork({
    ...host,
    request: () => {
      throw new Error('no domain')
    },
  })
  for (let i = 0; i < 4; i++) await expect(network(request)).rejects.toThrow('no domain')
  await vi.advanceTimersByTimeAsync(15_000)
})

it('has three requests under way at most: others wait, and the last ones do not', async () => {
  const answers: ((answer: TestAnswer) => void)[] = []
  const { network, host } = setUp(() => new Promise((resolve) => answers.push(resolve)))
  const all = Array.from({ length: 5 }, () => network(request))
  await expect(network({ ...request, last: true })).rejects.toThrow('too many')
  expect(host.running()).toBe(3)
  while (answers[0]) {
    answers.shift()!({ status: 200 })
    await vi.advanceTimersByTimeAsync(1)
  }
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
})
