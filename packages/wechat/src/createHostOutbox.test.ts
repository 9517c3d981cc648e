import type { Row, StoredEvent } from '@qianmian/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createHostOutbox } from './createHostOutbox.js'
import { createTestDisk, createTestStorage } from './testing/createTestStorage.js'

const event = (name: string, size = 0): StoredEvent => {
  const text = JSON.stringify({ name, fill: '果'.repeat(size) })
  return { text, at: 1, important: false }
}
const names = (rows: readonly Row[]) => rows.flatMap(({ events }) => events.map(({ text }) => JSON.parse(text).name))
const without = (rows: readonly Row[]) => rows.map(({ seq }) => ({ seq, events: [] }))

function device(disk = createTestDisk()) {
  const host = { ...createTestStorage(disk, () => true), request: () => {} }
  return { disk, outbox: createHostOutbox(host, 'outbox:') }
}

it('keeps 5,000 events of 1 KB in keys of less than 1 MB, and nothing but one small key when they are acknowledged', async () => {
  const { disk, outbox } = device()
  for (let i = 0; i < 5000; i += 50) await outbox.append(Array.from({ length: 50 }, (_, j) => event(`${i + j}`, 300)))
  const rows = await device(disk).outbox.peek(0, 1e9)
  expect(names(rows)).toEqual(Array.from({ length: 5000 }, (_, i) => `${i}`))
  await outbox.acknowledge(without(rows))
  expect([...disk.values.values()].join('').length).toBeLessThan(30)
})

it('spreads a burst that is larger than a key', async () => {
  const { outbox } = device()
  const last = await outbox.append(Array.from({ length: 200 }, (_, i) => event(`${i}`, 9000)))
  const rows = await outbox.peek(0, 1)
  expect(rows.length).toBe(1)
  expect(names(rows)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`))
  await outbox.acknowledge([{ seq: last, events: rows[0]!.events.slice(150) }])
  expect(names(await outbox.peek(0, 10))).toEqual(Array.from({ length: 50 }, (_, i) => `${i + 150}`))
})

it('has, whenever it is killed, every row of an answered append once and in order', async () => {
  const step = fc.oneof(
    fc.record({ append: fc.integer({ min: 1, max: 4 }), size: fc.constantFrom(0, 9000) }),
    fc.record({ acknowledge: fc.integer({ min: 1, max: 3 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.nat({ max: 25 }), async (steps, writes) => {
      const { disk, outbox } = device()
      let left = writes
      disk.before = () => {
        if (left-- <= 0) throw new Error('killed')
      }
      let made = 0
      let answered: string[] = []
      let begun: string[] = []
      let last = 0
      let counted = 0
      try {
        for (const step of steps) {
          begun = []
          if ('append' in step) {
            begun = Array.from({ length: step.append }, () => `${++made}`)
            const events = begun.map((name) => event(name, step.size))
            last = await outbox.append(events)
            counted = made
            answered.push(...begun)
          } else {
            const rows = await outbox.peek(0, step.acknowledge)
            answered = answered.slice(names(rows).length)
            await outbox.acknowledge(without(rows))
          }
        }
      } catch {}
      disk.before = () => {}
      const { outbox: next } = device(disk)
      const found = names(await next.peek(0, 1e9))
      // What was being written may be there, from its beginning on; what was being acknowledged may be there still.
      expect(found.filter((name) => answered.includes(name))).toEqual(answered)
      const more = found.filter((name) => !answered.includes(name) && +name > counted)
      expect(more).toEqual(begun.slice(0, more.length))
      expect((await next.append([event('later')])) > last).toBe(true)
      expect(names(await next.peek(last, 1e9))).toContain('later')
    }),
    { numRuns: 300 },
  )
})
