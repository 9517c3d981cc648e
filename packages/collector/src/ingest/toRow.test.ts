import { expect, it } from 'vitest'
import { event } from '../testing/post.js'
import { toRow } from './toRow.js'
import type { SentEvent } from './validateBatch.js'

const received = Date.parse('2026-11-24T09:00:00.000Z')
const row = (fields: object, sentAt?: string) => toRow(sentAt, received)(event('m', fields) as unknown as SentEvent)

it.each([
  [11.77, '11.7700'],
  ['19.90', '19.9000'],
  [-5, '-5.0000'],
  [0, '0.0000'],
  ['', null],
  ['free', null],
  [true, null],
  [1e12, null],
  [undefined, null],
])('reads the total %j as the amount %j', (total, expected) => {
  expect(row({ properties: { total } }).total).toBe(expected)
})

it('leaves out what its column cannot hold, and keeps it in the JSON', () => {
  const properties = { slot: 7, experience: ['x'], revision: -1 }
  const made = row({ properties })
  expect(made).toMatchObject({ slot: '', experience: '', revision: 0 })
  expect(JSON.parse(made.properties)).toEqual(properties)
})

it('keeps the original time, which copies share, beside the corrected one', () => {
  const at = '2026-11-24T08:00:00.000Z'
  const original = '2026-11-24 08:00:00.000'
  expect(row({ timestamp: at })).toMatchObject({ original_timestamp: original, timestamp: original, sent_at: null })
  expect(row({ timestamp: at }, '2026-11-24T08:30:00Z')).toMatchObject({
    original_timestamp: original,
    timestamp: '2026-11-24 08:30:00.000',
    sent_at: '2026-11-24 08:30:00.000',
  })
  expect(row({ timestamp: at, age: 60_000 }, '2026-11-24T08:30:00Z')).toMatchObject({
    original_timestamp: original,
    timestamp: '2026-11-24 08:59:00.000',
  })
})
