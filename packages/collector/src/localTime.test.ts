import { expect, it } from 'vitest'
import { localTime, showLocal } from './localTime.js'

it.each([
  ['Asia/Shanghai', 12, '2022-06-30T04:00:00.000Z'],
  ['UTC', 12, '2022-06-30T12:00:00.000Z'],
  ['America/New_York', 12, '2022-06-30T16:00:00.000Z'],
  ['-03:30', 0, '2022-06-30T03:30:00.000Z'],
  ['Asia/Shanghai', 24, '2022-06-30T16:00:00.000Z'],
])('knows when clocks in %s show hour %i', (tz, hour, expected) => {
  expect(new Date(localTime(tz, [2022, 6, 30], hour)).toISOString()).toBe(expected)
})

it('gets the dates right on which the clocks are changed', () => {
  const hours = (month: number, day: number) =>
    (localTime('Europe/Berlin', [2022, month, day + 1]) - localTime('Europe/Berlin', [2022, month, day])) / 3_600_000
  expect([hours(3, 26), hours(3, 27), hours(10, 30)]).toEqual([24, 23, 25])
})

it('shows a moment with its offset', () => {
  expect(showLocal('Asia/Shanghai', Date.parse('2022-06-30T15:59:59.999Z'))).toBe('2022-06-30T23:59:59.999+08:00')
  expect(showLocal('UTC', 0)).toBe('1970-01-01T00:00:00.000+00:00')
})
