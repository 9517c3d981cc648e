import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitPacket } from './splitPacket.js'

it('gives everybody at least a cent and adds up to the cent, whatever chance says', () => {
  const packet = fc
    .integer({ min: 1, max: 300 })
    .chain((count) =>
      fc.tuple(fc.constant(count), fc.integer({ min: count, max: 100_000 }), fc.infiniteStream(fc.nat())),
    )
  fc.assert(
    fc.property(packet, ([count, total, chances]) => {
      const amounts: number[] = []
      let left = total
      for (let people = count; people > 0; people--) {
        const amount = splitPacket(left, people, (limit) => chances.next().value % limit)
        amounts.push(amount)
        left -= amount
      }
      expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1)
      expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(total)
    }),
  )
})

it('gives the first and the last the same on average', () => {
  let chance = 7
  const below = (limit: number) => (chance = (chance * 48_271) % 2_147_483_647) % limit
  const sums = Array<number>(5).fill(0)
  for (let run = 0; run < 20_000; run++) {
    let left = 1000
    for (let place = 0; place < 5; place++) {
      const amount = splitPacket(left, 5 - place, below)
      sums[place]! += amount
      left -= amount
    }
  }
  for (const sum of sums) expect(sum / 20_000).toBeCloseTo(200, -1)
})
