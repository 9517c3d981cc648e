import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharePool } from './sharePool.js'

it('divides the whole pool, the same to all but for one point, and that to those who came first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 500 }), (pool, came) => {
      const shares = Array.from({ length: came }, (_, index) => sharePool(pool, came, index + 1))
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(pool)
      expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
    }),
  )
})
