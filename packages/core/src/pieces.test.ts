import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytes, pieces } from './pieces.js'

it('pieces keep every entry in its order and stay in bounds, save an entry that alone is too large', () => {
  const lists = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 50 }) }))
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 120 }), (entries, count, size) => {
      const cut = pieces(entries, count, size)
      expect(cut.flat()).toEqual(entries)
      for (const piece of cut) {
        expect(piece.length).toBeGreaterThan(0)
        expect(piece.length).toBeLessThanOrEqual(count)
        const sum = piece.reduce((sum, entry) => sum + entry.bytes + 1, 0)
        if (piece.length > 1) expect(sum).toBeLessThanOrEqual(size)
      }
    }),
  )
})

it('pieces are as few as greedy cutting gives: no two neighbours would fit together', () => {
  const lists = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 50 }) }))
  fc.assert(
    fc.property(lists, (entries) => {
      const cut = pieces(entries, 100, 60)
      for (const [i, piece] of cut.slice(0, -1).entries()) {
        const sum = [...piece, cut[i + 1]![0]!].reduce((sum, entry) => sum + entry.bytes + 1, 0)
        expect(sum).toBeGreaterThan(60)
      }
    }),
  )
})

it('bytes is never less than UTF-8 takes, and exact for ASCII and Chinese', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => bytes(text) >= new TextEncoder().encode(text).length))
  expect(bytes('grape')).toBe(5)
  expect(bytes('千面')).toBe(6)
})
