import { describe, expect, test } from 'vitest'
import { type Config, compile } from './index.js'

const VISITORS = 20_000

/** How many visitors, `a0` to `a19999`, each variation gets; the last number: how many get none. */
function shares(experiment: object, variations: number): number[] {
  const keys = Array.from({ length: variations }, (_, i) => `${i}`)
  const visitor = compile({
    schema: 1,
    id: 'shares',
    revision: 1,
    slots: { home: {} },
    experiences: [
      { id: 'it', slot: 'home', experiment, variations: keys.map((key) => ({ key, payload: null })) },
    ] as Config['experiences'],
  }).visitor()
  const counts = new Array<number>(variations + 1).fill(0)
  for (let i = 0; i < VISITORS; i++) {
    visitor.set({ anonymousId: `a${i}` })
    const { variation } = visitor.decide('home', { now: 0 })
    counts[variation === null ? variations : +variation]!++
  }
  return counts
}

/** Pearson's chi-square of counts against expected shares; shares of 0 must have a count of 0. */
function chiSquare(counts: number[], expected: number[]): number {
  const total = counts.reduce((a, b) => a + b)
  return counts.reduce((sum, count, i) => {
    const want = expected[i]! * total
    if (want < 1e-9) return sum + (count ? Number.POSITIVE_INFINITY : 0)
    return sum + (count - want) ** 2 / want
  }, 0)
}

/** Quantiles at 0.9999 for 1 to 4 degrees of freedom: https://www.itl.nist.gov/div898/handbook/eda/section3/eda3674.htm */
const LIMIT = [0, 15.14, 18.42, 21.11, 23.51]

describe('the shares of 20,000 visitors are those that the document asks for', () => {
  const cases: [name: string, experiment: object, expected: number[]][] = [
    ['halves', { key: 'halves' }, [0.5, 0.5, 0]],
    ['thirds', { key: 'thirds' }, [1 / 3, 1 / 3, 1 / 3, 0]],
    ['weights', { key: 'weights', weights: [0.1, 0.2, 0.7] }, [0.1, 0.2, 0.7, 0]],
    ['a small share', { key: 'small', weights: [0.01, 0.99] }, [0.01, 0.99, 0]],
    ['coverage', { key: 'coverage', coverage: 0.3 }, [0.15, 0.15, 0.7]],
    ['weights and coverage', { key: 'both', weights: [0.2, 0.8], coverage: 0.5 }, [0.1, 0.4, 0.5]],
    ['a Chinese seed', { key: 'k', seed: '千人千面' }, [0.5, 0.5, 0]],
  ]
  test.each(cases)('%s', (_, experiment, expected) => {
    const counts = shares(experiment, expected.length - 1)
    const freedom = expected.filter((share) => share > 0).length - 1
    expect(chiSquare(counts, expected)).toBeLessThan(LIMIT[freedom]!)
  })
})

test('two experiments split the same visitors independently of each other, and of the holdout', () => {
  const variations = [
    { key: '0', payload: null },
    { key: '1', payload: null },
  ]
  const visitor = compile({
    schema: 1,
    id: 'shares',
    revision: 1,
    slots: { one: {}, two: {}, three: {} },
    holdout: { key: 'out', share: 0.5 },
    experiences: [
      { id: 'one', slot: 'one', holdout: false, experiment: { key: 'one' }, variations },
      { id: 'two', slot: 'two', holdout: false, experiment: { key: 'two' }, variations },
      { id: 'three', slot: 'three', variations: [{ key: 'v', payload: null }] },
    ],
  }).visitor()
  const cells = new Array<number>(8).fill(0)
  for (let i = 0; i < VISITORS; i++) {
    visitor.set({ anonymousId: `a${i}` })
    const decisions = visitor.decideAll({ now: 0 })
    const withheld = decisions.get('three')!.reason === 'withheld' ? 4 : 0
    cells[withheld + +decisions.get('one')!.variation! * 2 + +decisions.get('two')!.variation!]!++
  }
  // Eight equal cells have seven degrees of freedom.
  expect(chiSquare(cells, new Array(8).fill(1 / 8))).toBeLessThan(29.88)
})
