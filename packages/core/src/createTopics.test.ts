import { expect, it, vi } from 'vitest'
import { createTopics } from './createTopics.js'
import type { RecordedEvent } from './event.js'

const event = (messageId: string) => ({ messageId }) as RecordedEvent

it('a listener that throws or rejects is told and never stops the others', async () => {
  const failed = vi.fn()
  const topics = createTopics(failed)
  const heard = vi.fn()
  topics.on('event', () => {
    throw new Error('sync')
  })
  topics.on('event', () => Promise.reject(new Error('async')) as unknown as undefined)
  topics.on('event', heard)
  topics.emit('event', event('1'))
  await Promise.resolve()
  expect(heard).toHaveBeenCalledOnce()
  expect(failed.mock.calls.map(([cause]) => cause.message)).toEqual(['sync', 'async'])
})

it('every listener hears one event before any hears the one that it caused', () => {
  const topics = createTopics(() => {})
  const heard: string[] = []
  topics.on('event', ({ messageId }) => {
    heard.push(`a${messageId}`)
    if (messageId === '1') topics.emit('event', event('2'))
  })
  topics.on('event', ({ messageId }) => heard.push(`b${messageId}`))
  topics.emit('event', event('1'))
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2'])
})

it('who unsubscribes hears no more, also in the middle of an event', () => {
  const topics = createTopics(() => {})
  const heard = vi.fn()
  topics.on('event', () => stop())
  const stop = topics.on('event', heard)
  topics.emit('event', event('1'))
  stop()
  expect(heard).not.toHaveBeenCalled()
})
