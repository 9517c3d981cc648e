import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRecentIds } from './createRecentIds.js'

it('knows the last ids, and no more than twice as many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100 }), (count, added) => {
      const recent = createRecentIds(count)
      const ids = Array.from({ length: added }, (_, index) => `${index}`)
      for (const id of ids) recent.add(id)
      for (const id of ids.slice(-count)) expect(recent.has(id)).toBe(true)
      expect(ids.filter(recent.has).length).toBeLessThanOrEqual(2 * count)
    }),
  )
})
