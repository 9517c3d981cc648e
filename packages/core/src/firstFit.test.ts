import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstFit, sentBytes } from './firstFit.js'

it('takes from the front as many as fit', () => {
  const lists = fc.array(fc.record({ text: fc.string({ maxLength: 50 }) }))
  const sizeOf = (list: readonly { text: string }[]) => list.reduce((sum, entry) => sum + sentBytes(entry), 0)
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
