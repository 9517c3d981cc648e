import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calendar } from './calendar.js'
import type { Recurrence } from './config.js'
import { bucketRanges, chooseVariation, hash } from './hash.js'
import { matches } from './matches.js'
import { isOpen } from './schedule.js'

// Public cases of other projects live beside the repository, when they are there at all.
const folder = join(import.meta.dirname, '../../../../shared/conformance')
const there = existsSync(folder)
const files = (prefix: string) =>
  there
    ? readdirSync(folder)
        .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    : []

describe.skipIf(!there)('GrowthBook’s public cases (skipped where ../shared/conformance is absent)', () => {
  for (const cases of files('growthbook')) {
    test.each(cases.evalCondition as [string, object, object, boolean, Record<string, unknown[]>?][])(
      'condition: %s',
      (_, condition, attributes, expected, savedGroups) => {
        expect(matches(condition, attributes, { savedGroups, allowRegex: true })).toBe(expected)
      },
    )
    test.each(cases.hash as [string, string, number, number | null][])(
      'hash %s %s v%i',
      (seed, value, version, expected) => {
        expect(hash(seed, value, version)).toBe(expected)
      },
    )
    test.each(cases.getBucketRange as [string, [number, number, number[] | null], [number, number][]][])(
      'bucket ranges: %s',
      (_, [count, coverage, weights], expected) => {
        const round = (ranges: [number, number][]) => ranges.map((range) => range.map((x) => Math.round(x * 1e6) / 1e6))
        expect(round(bucketRanges(count, coverage, weights))).toEqual(round(expected))
      },
    )
    test.each(cases.chooseVariation as [string, number, [number, number][], number][])(
      'choose variation: %s',
      (_, n, ranges, expected) => expect(chooseVariation(n, ranges)).toBe(expected),
    )
    test.each(cases.getEqualWeights as [number, number[]][])('equal weights of %i', (count, expected) => {
      const widths = bucketRanges(count).map(([from, to]) => Math.floor((to - from) * 1e8) / 1e8)
      expect(widths).toEqual(expected)
    })
  }
})

interface RecurrenceCase {
  now: string
  spec: {
    startTime: string
    duration: number
    pattern: { type: 0 | 1; interval: number; daysOfWeek?: number[]; firstDayOfWeek?: number }
    range: { type: 0 | 1 | 2; endDate?: string; numberOfOccurrences?: number }
    timezoneOffset?: number
  }
  expected: boolean
}

describe.skipIf(!there)('public cases of recurring windows (skipped where ../shared/conformance is absent)', () => {
  for (const cases of files('recurrence')) {
    test.each((cases as RecurrenceCase[]).map((one, index) => ({ index, ...one })))(
      'case $index at $now',
      ({ now, spec, expected }) => {
        const offset = (spec.timezoneOffset ?? 0) / 60_000
        const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0')
        const tz = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
        const days = calendar(tz)!
        const start = Date.parse(spec.startTime)
        const recur: Recurrence = {
          type: spec.pattern.type === 0 ? 'daily' : 'weekly',
          interval: spec.pattern.interval,
          daysOfWeek: spec.pattern.daysOfWeek,
          firstDayOfWeek: spec.pattern.firstDayOfWeek,
          from: new Date(start + days.offset(start)).toISOString().slice(11, 19),
          duration: spec.duration,
          count: spec.range.numberOfOccurrences,
          until: spec.range.endDate,
        }
        expect(isOpen({ start: spec.startTime, recur }, Date.parse(now), days)).toBe(expected)
      },
    )
  }
})
