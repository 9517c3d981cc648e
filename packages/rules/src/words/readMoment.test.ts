import { expect, it } from 'vitest'
import { readMoment } from './readMoment.js'
import { timeInWords } from './timeInWords.js'

it.each([
  ['2026-11-24', 'Asia/Shanghai', '2026-11-24T15:59:59.999Z'],
  ['2026-11-24 19:00', 'Asia/Shanghai', '2026-11-24T11:00:00.000Z'],
  ['2026-11-24T19:00:30', '-03:30', '2026-11-24T22:30:30.000Z'],
  ['2026-11-24T19:00:00+01:00', 'Asia/Shanghai', '2026-11-24T18:00:00.000Z'],
  ['2026-11-24T19:00Z', undefined, '2026-11-24T19:00:00.000Z'],
])('reads %s in %s', (text, tz, expected) => {
  expect(new Date(readMoment(text, tz)!).toISOString()).toBe(expected)
})

it.each(['tomorrow', '2026', '24.11.2026', '2026-13-01', '2026-11-24T99:00'])('does not read %s', (text) => {
  expect(readMoment(text, 'UTC')).toBeNull()
})

it('writes what it reads', () => {
  expect(timeInWords(readMoment('2026-07-01 08:30', 'Europe/Berlin')!, 'Europe/Berlin')).toBe('2026-07-01 08:30')
})
