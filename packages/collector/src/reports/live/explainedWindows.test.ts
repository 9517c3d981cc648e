import { expect, it } from 'vitest'
import { type ExplainedChange, explainedWindows } from './explainedWindows.js'

/** What one viewer's page says. */
const says = (product: string, from: number, to: number): ExplainedChange[] => [
  { product, at: from, by: 1 },
  { product, at: to, by: -1 },
]

it('takes what viewers say together, whenever each of them came', () => {
  expect(explainedWindows([...says('a', 0, 50), ...says('a', 10, 100), ...says('a', 90, 120)])).toEqual([
    { product: 'a', from: 0, to: 120 },
  ])
})

it('keeps one explanation from another, and ends one where the next begins', () => {
  expect(explainedWindows([...says('a', 0, 50), ...says('b', 50, 80), ...says('a', 90, 100)])).toEqual([
    { product: 'a', from: 0, to: 50 },
    { product: 'b', from: 50, to: 80 },
    { product: 'a', from: 90, to: 100 },
  ])
})

it('believes the many and not the one whose page slept', () => {
  const many = Array.from({ length: 20 }, (_, index) => [
    ...says('a', index, 100 + index),
    ...says('b', 100 + index, 200),
  ])
  const asleep = says('a', 5, 3600)
  // At 110 eleven say b, and nine and the one asleep a.
  expect(explainedWindows([...many.flat(), ...asleep])).toEqual([
    { product: 'a', from: 0, to: 110 },
    { product: 'b', from: 110, to: 200 },
  ])
  const alone = Array.from({ length: 20 }, (_, index) => says('a', index, 100 + index))
  const again = says('a', 1000, 1100)
  expect(explainedWindows([...alone.flat(), ...asleep, ...again])).toEqual([
    { product: 'a', from: 0, to: 118 },
    { product: 'a', from: 1000, to: 1100 },
  ])
})
