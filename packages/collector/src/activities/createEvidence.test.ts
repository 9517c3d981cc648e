import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chdbStore } from '../store/chdbStore.js'
import type { EventStore } from '../store/eventStore.js'
import { memoryRecords } from '../testing/memoryRecords.js'
import { row } from '../testing/row.js'
import { createEvidence } from './createEvidence.js'
import { person } from './person.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-evidence-'))
let store: EventStore
let queries = 0
let now = Date.parse('2026-11-24T09:00:00Z')

const watched = (messageId: string, who: object, seconds: unknown, room = '8801') =>
  row({ messageId, anonymousId: null, ...who, event: 'Live Watched', properties: { room, seconds } })

beforeAll(async () => {
  const chdb = await chdbStore(folder)
  store = {
    ...chdb,
    query: (...parts) => {
      queries++
      return chdb.query(...parts)
    },
  }
  await store.insert([
    watched('1', { userId: 'u', anonymousId: 'phone' }, 15),
    watched('2', { userId: 'u', anonymousId: 'phone' }, 14.5),
    watched('3', { anonymousId: 'phone' }, 15),
    watched('4', { userId: 'other', anonymousId: 'phone' }, 100),
    watched('5', { userId: 'u' }, 1000, 'another room'),
    watched('6', { anonymousId: 'u' }, 7),
    watched('7', { userId: 'u' }, 'many'),
  ])
  await store.insert([watched('2', { userId: 'u', anonymousId: 'phone' }, 14.5)])
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const evidence = () => createEvidence(store, memoryRecords().committed, () => now, console.error)

it('sums what a person watched in a room: each event once, nothing of others', async () => {
  const { watched } = evidence()
  expect(await watched(person('u', 'phone'), '8801')).toBe(44.5)
  expect(await watched(person('u', undefined), '8801')).toBe(29.5)
  expect(await watched(person(undefined, 'phone'), '8801')).toBe(15)
  expect(await watched(person(undefined, 'u'), '8801')).toBe(7)
  expect(await watched(person('u', undefined), 'another room')).toBe(1000)
  expect(await watched(person('nobody', undefined), '8801')).toBe(0)
})

it('answers a crowd with a few queries', async () => {
  const { watched } = evidence()
  const before = queries
  const crowd = Array.from({ length: 300 }, (_, index) => person(index % 2 ? 'u' : `x${index}`, 'phone'))
  const seconds = await Promise.all(crowd.map((one) => watched(one, '8801')))
  expect(seconds).toEqual(crowd.map((_, index) => (index % 2 ? 44.5 : 15)))
  expect(queries - before).toBeLessThanOrEqual(3)
})

it('ranks people by a count or a sum, in a room and a time, and counts again after some seconds', async () => {
  const { scores } = evidence()
  const question = { event: 'Live Watched', room: '8801', limit: 2 }
  expect(await scores({ ...question, prop: 'seconds' })).toEqual([
    { person: 'user other', score: 100 },
    { person: 'user u', score: 44.5 },
  ])
  expect(await scores(question)).toEqual([
    { person: 'user u', score: 4 },
    { person: 'anonymous u', score: 1 },
  ])
  expect(await scores({ ...question, from: now })).toEqual([])
  await store.insert([watched('8', { userId: 'other' }, 1), watched('9', { userId: 'other' }, 1)])
  now += 2000
  expect((await scores(question))[1]!.person).toBe('anonymous u')
  now += 2000
  expect((await scores(question))[1]!).toEqual({ person: 'user other', score: 3 })
})
