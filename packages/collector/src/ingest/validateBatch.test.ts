import { describe, expect, it } from 'vitest'
import { event } from '../testing/post.js'
import { validateBatch } from './validateBatch.js'

const problems = (...batch: unknown[]) => {
  const result = validateBatch({ batch })
  return 'problems' in result ? result.problems : []
}

describe('what passes', () => {
  it.each([
    ['a track', event('m')],
    ['a page without a name', event('m', { type: 'page', event: undefined })],
    ['an identify', event('m', { type: 'identify', event: undefined, userId: 'u', traits: { points: 1 } })],
    ['a group', event('m', { type: 'group', groupId: 'g' })],
    ['an alias', event('m', { type: 'alias', previousId: 'p', userId: 'u' })],
    ['nulls for what is unknown', event('m', { userId: null, properties: null, traits: null, context: null })],
    ['a time with an offset', event('m', { timestamp: '2026-11-24T16:00:00+08:00' })],
    ['fields of our neighbours', event('m', { integrations: {}, channel: 'web' })],
    ['an age', event('m', { age: 1500.5 })],
    ['paths of what could not be sent', event('m', { context: { omitted: ['properties.cart.self'] } })],
    ['a messageId of 128 characters', event('m'.repeat(128))],
  ])('%s', (_name, one) => {
    expect(problems(one)).toEqual([])
  })
})

describe('what is refused', () => {
  it.each([
    ['no event', 7, '', 'an event must be an object such as { "type": "track", … }'],
    ['an unknown type', event('m', { type: 'screen' }), 'type', 'type must be one of track, page'],
    ['no messageId', event('m', { messageId: undefined }), 'messageId', 'text of 1 to 128 characters'],
    ['a long messageId', event('m'.repeat(129)), 'messageId', 'text of 1 to 128 characters'],
    ['nobody', event('m', { anonymousId: undefined }), 'anonymousId', 'anonymousId or userId must say who it was'],
    ['a number for an id', event('m', { userId: 42 }), 'userId', 'userId must be text'],
    ['a time without a zone', event('m', { timestamp: '2026-11-24T08:00:00' }), 'timestamp', 'with its zone'],
    ['a date that does not exist', event('m', { timestamp: '2026-13-24T08:00:00Z' }), 'timestamp', 'ISO 8601'],
    ['a time that no table takes', event('m', { timestamp: '9999-01-01T08:00:00Z' }), 'timestamp', 'from 1970 to 2199'],
    ['an age before it happened', event('m', { age: -1 }), 'age', 'age must be a number of ms from 0'],
    ['an age without end', event('m', { age: Number.POSITIVE_INFINITY }), 'age', 'age must be a number of ms from 0'],
    ['text for an age', event('m', { age: '5' }), 'age', 'age must be a number of ms from 0'],
    ['an array for properties', event('m', { properties: [] }), 'properties', 'must be an object'],
    ['text for a context', event('m', { context: 'x' }), 'context', 'must be an object'],
    ['a track without a name', event('m', { event: '' }), 'event', 'event must be text of 1 to 256 characters'],
    ['a group without an id', event('m', { type: 'group' }), 'groupId', 'groupId must be text'],
    ['an alias of nothing', event('m', { type: 'alias', userId: 'u' }), 'previousId', 'previousId must be text'],
  ])('%s', (_name, one, path, message) => {
    expect(problems(event('fine'), one)).toEqual([
      { index: 1, path, code: expect.stringMatching(/^(missing|invalid)$/), message: expect.stringContaining(message) },
    ])
  })

  it('names every bad event of a batch', () => {
    const found = problems(event('m', { type: 'x' }), event('m'), event('m', { event: undefined, timestamp: 1 }))
    expect(found.map(({ index, path, code }) => [index, path, code])).toEqual([
      [0, 'type', 'invalid'],
      [2, 'timestamp', 'invalid'],
      [2, 'event', 'missing'],
    ])
  })

  it('a batch that is none', () => {
    for (const body of [{}, { batch: {} }, { batch: [] }])
      expect(validateBatch(body)).toMatchObject({ problems: [{ path: 'batch' }] })
    expect(validateBatch({ batch: [event('m')], sentAt: 'now' })).toMatchObject({ problems: [{ path: 'sentAt' }] })
    expect(validateBatch({ batch: [event('m')], sentAt: null })).toMatchObject({ events: [{}] })
  })
})
