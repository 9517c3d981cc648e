import fc from 'fast-check'
import { expect, it } from 'vitest'
import { moment } from './moment.js'

it('names a moment, however far away a server says that it is', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (at) => {
      expect(moment(at)).toMatch(/^\d{1,2}\/\d{1,2} \d\d:\d\d$/)
    }),
    { examples: [[8_640_000_000_000_001], [-8_640_000_000_000_001]] },
  )
})
