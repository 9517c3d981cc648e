import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copy, flat } from './copy.js'

describe('copy', () => {
  it('is the same JSON for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const expected = JSON.parse(JSON.stringify(value), (key, inner) => (key === '__proto__' ? undefined : inner))
        expect(JSON.stringify(copy(value))).toBe(JSON.stringify(expected))
      }),
    )
  })

  it('never throws, and always gives what JSON can carry', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }), (value) => {
        const copied = copy({ value })
        expect(() => JSON.stringify(copied)).not.toThrow()
      }),
    )
  })

  it('does not change when the original does', () => {
    const cart = { items: [{ id: 1 }] }
    const copied = copy(cart)
    cart.items[0]!.id = 2
    cart.items.push({ id: 3 })
    expect(copied).toEqual({ items: [{ id: 1 }] })
  })

  it('costs only the property that cannot be carried', () => {
    const cycle: Record<string, unknown> = { name: 'cycle' }
    cycle.self = cycle
    const hostile = {
      get trap() {
        throw new Error('trap')
      },
      proxy: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('proxy')
          },
        },
      ),
      toJSONThrows: {
        toJSON() {
          throw new Error('toJSON')
        },
      },
      big: 10n,
      call: () => 1,
      symbol: Symbol('s'),
      map: new Map([[1, 2]]),
      nothing: undefined,
      cycle,
      kept: 'kept',
    }
    expect(copy(hostile)).toEqual({ cycle: { name: 'cycle' }, kept: 'kept' })
    expect(copy([1, 2n, undefined, () => 1])).toEqual([1, null, null, null])
  })

  it('turns dates into ISO strings, and leaves out the numbers that JSON lacks', () => {
    const omitted: string[] = []
    const copied = copy(
      { at: new Date(0), never: new Date(Number.NaN), nan: Number.NaN, n: [1, Number.POSITIVE_INFINITY] },
      'properties',
      omitted,
    )
    expect(copied).toEqual({ at: '1970-01-01T00:00:00.000Z', never: null, n: [1, null] })
    expect(omitted).toEqual(['properties.nan', 'properties.n.1'])
  })

  it('names what it left out, also where a getter throws', () => {
    const omitted: string[] = []
    const cycle: Record<string, unknown> = { a: { b: [1n] } }
    cycle.self = cycle
    expect(copy(cycle, 'properties', omitted)).toEqual({ a: { b: [null] } })
    const trap = {
      fine: { n: Number.NaN },
      get trap() {
        throw new Error('trap')
      },
    }
    expect(copy(trap, 'traits', omitted)).toEqual({ fine: {} })
    expect(omitted).toEqual(['properties.a.b.0', 'properties.self', 'traits.fine.n', 'traits.trap'])
  })

  it('takes what fits, and goes on behind what does not', () => {
    const omitted: string[] = []
    expect(copy({ a: 1, long: 'x'.repeat(2_000_000), b: 2 })).toEqual({ a: 1, b: 2 })
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key${i}`, '果"\n']))
    const text = JSON.stringify(copy(wide, '', omitted))
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(22_000)
    expect(omitted.length).toBe(20)
    expect(JSON.stringify(copy(new Array(1e9).fill(0, 0, 3))).length).toBeLessThan(30_000)
  })

  it('tells masked names and parameters of URLs as ***, at any depth', () => {
    const mask = ['phone', 'to.ken']
    const given = {
      phone: '139',
      list: [{ phone: { a: 1 } }],
      url: 'https://a.cn/?phone=139&x=1#to.ken=2',
      tofken: '1',
    }
    expect(copy(given, '', [], mask)).toEqual({
      phone: '***',
      list: [{ phone: '***' }],
      url: 'https://a.cn/?phone=***&x=1#to.ken=***',
      tofken: '1',
    })
  })

  it('copies the same object twice where it stands twice', () => {
    const shared = { id: 1 }
    expect(copy({ a: shared, b: [shared] })).toEqual({ a: { id: 1 }, b: [{ id: 1 }] })
  })

  it('takes own properties only, and never sets a prototype', () => {
    const inherited = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })
    expect(copy(inherited)).toEqual({ own: 2 })
    const copied = copy(JSON.parse('{"__proto__":{"polluted":true},"a":1}'))
    expect(copied).toEqual({ a: 1 })
    expect((copied as { polluted?: boolean }).polluted).toBe(undefined)
  })

  it('ends on what is too deep or too wide', () => {
    let deep: object = {}
    for (let i = 0; i < 100_000; i++) deep = { deep }
    expect(JSON.stringify(copy(deep)).length).toBeLessThan(200)
    let wide: unknown[] = [1]
    for (let i = 0; i < 11; i++) wide = Array(20).fill(wide)
    expect(JSON.stringify(copy(wide)).length).toBeLessThan(200_000)
  })
})

describe('flat', () => {
  it('copies what has no objects in it, at once', () => {
    const given = { n: 1, text: 'a', nothing: null, big: 10n }
    const copied = flat(given)
    given.n = 2
    expect(copied).toEqual({ n: 1, text: 'a', nothing: null, big: 10n })
    expect([flat(undefined), flat(null)]).toEqual([{}, {}])
  })

  it('leaves everything else to copy', () => {
    const trap = {
      get trap() {
        throw new Error('trap')
      },
    }
    const others = [{ list: [] }, { call() {} }, [1], 'text', 1, new Date(0), Object.create(null), trap]
    expect(others.map(flat)).toEqual(others.map(() => undefined))
  })
})
