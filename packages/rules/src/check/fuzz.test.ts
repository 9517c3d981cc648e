import { readFileSync } from 'node:fs'
import { type Arbitrary, anything, assert, constantFrom, integer, jsonValue, property, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { check } from './check.js'

const example = readFileSync(new URL('../../schema/example.json', import.meta.url), 'utf8')
const now = Date.parse('2026-11-24')

/** Every place of the example, as the way there. */
const ways: string[][] = []
const walk = (value: unknown, way: string[]) => {
  if (way.length) ways.push(way)
  if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) walk(one, [...way, key])
}
walk(JSON.parse(example), [])

/** Something that does not belong where it will stand; much of it is taken from elsewhere in the document. */
const oddity: Arbitrary<unknown> = tuple(integer({ min: 0, max: 3 }), jsonValue(), constantFrom(...ways)).map(
  ([kind, json, way]) =>
    kind
      ? [json, -1, { toString: 1, $in: null, $or: [{}], $not: { $gt: {} } }][kind - 1]
      : way.reduce((at, key) => at[key], JSON.parse(example)),
)

const spoilt = tuple(constantFrom(...ways), oddity, constantFrom(...ways), oddity).map(([first, a, second, b]) => {
  const document = JSON.parse(example)
  for (const [way, value] of [[first, a] as const, [second, b] as const]) {
    let at = document
    for (const key of way.slice(0, -1)) at = at?.[key] ?? {}
    if (typeof at === 'object') at[way[way.length - 1]!] = value
  }
  return document
})

it('never throws, whatever the document and the one before it', () => {
  assert(
    property(spoilt, spoilt, (document, against) => {
      const { issues } = check(document, { now, against })
      expect(issues.filter(({ code }) => code === 'failed')).toEqual([])
    }),
    { numRuns: 600 },
  )
  assert(
    property(anything(), anything(), (document, against) => {
      check(document, { now, against })
    }),
  )
})

it('survives what nests deeper than the stack', () => {
  const text = `{"schema":1,"id":"a","revision":1,"slots":{},"tags":{"t":{"when":${'{"$not":'.repeat(50_000)}{}${'}'.repeat(50_000)}}}}`
  expect(check(text).issues.map(({ code }) => code)).toContain('failed')
})
