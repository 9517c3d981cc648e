import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytes } from './bytes.js'

it('is never less than UTF-8 takes, and exact for ASCII and Chinese', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => bytes(text) >= new TextEncoder().encode(text).length))
  expect(bytes('grape')).toBe(5)
  expect(bytes('千面')).toBe(6)
})
