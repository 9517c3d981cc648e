import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weigh } from './weigh.js'

it('never says less than the text takes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(weigh(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)))
    }),
  )
  for (const value of ['\u0000\u0001', '千面', '🍇', '\ud800', -Number.MIN_VALUE, -Math.PI * 1e-300])
    expect(weigh(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)))
})

it('finds what is nested too deep to be written', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
  expect(weigh(nested(200))).toBeLessThan(10_000)
  expect(weigh(nested(201))).toBe(Number.POSITIVE_INFINITY)
  expect(weigh(nested(200_000))).toBe(Number.POSITIVE_INFINITY)
})
