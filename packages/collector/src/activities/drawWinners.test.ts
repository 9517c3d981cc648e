import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawWinners } from './drawWinners.js'

it('draws different entries, as many as there are prizes or people, and the same again from the same seed', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(300), fc.nat(300), (seed, entries, count) => {
      const winners = drawWinners(seed, entries, count)
      expect(winners).toHaveLength(Math.min(entries, count))
      expect(new Set(winners).size).toBe(winners.length)
      expect(winners.every((winner) => winner >= 0 && winner < entries)).toBe(true)
      expect(drawWinners(seed, entries, count)).toEqual(winners)
      expect(drawWinners(seed, entries, Math.floor(count / 2))).toEqual(winners.slice(0, Math.floor(count / 2)))
    }),
  )
})

it('gives every entry the same chance, for the first prize and for any', () => {
  const first = Array<number>(7).fill(0)
  const any = Array<number>(7).fill(0)
  for (let run = 0; run < 7000; run++) {
    const winners = drawWinners(`seed ${run}`, 7, 3)
    first[winners[0]!]!++
    for (const winner of winners) any[winner]!++
  }
  // Four standard deviations of a binomial distribution.
  for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt((7000 * 6) / 49))
  for (const count of any) expect(Math.abs(count - 3000)).toBeLessThan(4 * Math.sqrt((7000 * 12) / 49))
})
