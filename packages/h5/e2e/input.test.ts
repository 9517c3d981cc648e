import { describe, expect, it } from 'vitest'
import { rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

describe('hostile input', { repeats: rounds - 1 }, () => {
  it('costs what cannot be sent, marked, and nothing around it', async () => {
    const { server, open, outcome } = await scenario()
    const page = await open('a')
    const names = await page.evaluate(() => {
      const cycle: Record<string, unknown> = { fine: 1 }
      cycle.self = cycle
      let deep: Record<string, unknown> = {}
      for (let i = 0; i < 100; i++) deep = { deep }
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      const hostile: Record<string, unknown> = {
        cycle,
        deep,
        proxy,
        bigint: 10n,
        symbol: Symbol('s'),
        nan: Number.NaN,
        infinite: Number.POSITIVE_INFINITY,
        code: () => 1,
        node: document.body,
        page: window,
        getter: {
          get value() {
            throw new Error('getter')
          },
        },
        toJSON: {
          toJSON() {
            throw new Error('toJSON')
          },
        },
        date: new Date(Number.NaN),
        proto: JSON.parse('{"__proto__":{"polluted":true}}'),
        long: 'x'.repeat(2_000_000),
        wide: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key${i}`, i])),
        half: '\ud800',
        zero: 'a\u0000b\u2028',
      }
      for (const [name, value] of Object.entries(hostile)) {
        window.record(1)
        window.client.track(name, { name, value } as never)
        window.client.track(`${name} alone`, value as never)
      }
      window.record(1)
      for (const name of ['', null, undefined, 1, {}, Symbol('s'), cycle]) {
        window.client.track(name as never)
        window.client.identify(name as never, cycle as never)
        window.client.group(name as never)
        window.client.alias(name as never, name as never)
        window.client.page(name as never, name as never)
      }
      window.record(1)
      return Object.keys(hostile)
    })
    expect(await outcome({ a: names.length + 2 })).toEqual(flawless)
    const byName = new Map(server.arrivals.map(({ event }) => [event.event, event]))
    const harmless = ['half', 'zero', 'date']
    for (const name of names) {
      expect(byName.has(`${name} alone`), name).toBe(true)
      expect(byName.get(name)?.properties, name).toMatchObject({ name })
      if (!harmless.includes(name)) expect(byName.get(name)?.context.omitted?.[0], name).toMatch(/^properties\.value/)
    }
    expect(byName.get('cycle')!.properties!.value).toEqual({ fine: 1 })
    for (const { text } of server.arrivals) expect(text.length).toBeLessThan(32_768)
    expect(await page.evaluate(() => [window.thrown, ({} as { polluted?: true }).polluted])).toEqual([[], undefined])
  })

  it('of plugins and of onError reaches nobody', async () => {
    const { open, outcome } = await scenario()
    const page = await open('a')
    await page.evaluate(() => {
      window.client.use({
        name: 'thrower',
        process() {
          throw new Error('process')
        },
        setup() {
          throw new Error('setup')
        },
      })
      window.told.push = () => {
        throw new Error('onError')
      }
      window.record(10)
    })
    expect(await outcome({ a: 10 })).toEqual(flawless)
    expect(await page.evaluate(() => window.thrown)).toEqual([])
  })
})
