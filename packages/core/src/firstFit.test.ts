import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ADDED_BYTES, firstFit } from './firstFit.js'

it('takes from the front as many as fit', () => {
  const lists = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 50 }) }))
  const sizeOf = (list: readonly { bytes: number }[]) => list.reduce((sum, { bytes }) => sum + bytes + ADDED_BYTES, 0)
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 300 }), (entries, count, size) => {
      const taken = firstFit(entries, count, size)
      expect(taken).toEqual(entries.slice(0, taken.length))
      expect(taken.length).toBeLessThanOrEqual(count)
      expect(sizeOf(taken)).toBeLessThanOrEqual(size)
      // One more would not fit.
      if (taken.length < Math.min(count, entries.length))
        expect(sizeOf(entries.slice(0, taken.length + 1))).toBeGreaterThan(size)
      expect(taken).not.toBe(entries)
    }),
  )
})
