import { expect, it, onTestFinished } from 'vitest'
import { startBackendStub } from './backendStub.js'
import { scenario } from './scenario.js'

it.each(['segment', 'rudderstack', 'jitsu'] as const)(
  '%s takes what a page records, at its own door',
  async (backend) => {
    const writeKey = `${backend}:key`
    const stub = await startBackendStub(backend, writeKey)
    onTestFinished(() => stub.close())
    const { open } = await scenario()
    const page = await open('a')
    const told = await page.evaluate(
      async ([backend, endpoint, writeKey]) => {
        const told: string[] = []
        const client = window.qianmian.createClient({
          backend,
          endpoint,
          writeKey,
          flushIntervalMs: 50,
          onError: ({ code, message }) => told.push(`${code} ${message}`),
        })
        for (let n = 0; n < 40; n++) client.track('Counted', { n })
        client.identify('u_1', { plan: 'gold' })
        await client.flush()
        client.track('Counted', { n: 40 })
        // As a page that is left does.
        dispatchEvent(new Event('pagehide'))
        return told
      },
      [backend, stub.url, writeKey] as const,
    )
    await expect.poll(() => stub.events.filter(({ event }) => event === 'Counted').length).toBeGreaterThan(40)
    const counted = stub.events.filter(({ event }) => event === 'Counted').map(({ properties }) => properties!.n)
    expect(counted).toEqual(Array.from({ length: 41 }, (_, n) => n))
    expect(stub.events.some(({ type, userId }) => type === 'identify' && userId === 'u_1')).toBe(true)
    expect([told, stub.refusals]).toEqual([[], []])
  },
)
