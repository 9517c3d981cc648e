import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collector, createCollector } from '../createCollector.js'
import { memoryStore } from '../testing/memoryStore.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-activities-'))
const store = memoryStore()
const now = Date.parse('2026-12-12T20:00:00Z')
let collector: Collector

beforeAll(async () => {
  collector = createCollector({
    writeKeys: ['demo'],
    token: 'reader-token',
    store,
    activities: folder,
    origins: ['https://shop.example'],
    now: () => now,
  })
  await collector.listen()
})
afterAll(async () => {
  await collector.close()
  rmSync(folder, { recursive: true, force: true })
})

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${collector.url}/v1${path}`, {
    method,
    headers: { 'content-type': 'text/plain', ...headers },
    body: body ? JSON.stringify(body) : null,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const operator = { authorization: 'Bearer reader-token' }
const define = (name: string, definition: object) => call('PUT', `/activities/${name}`, definition, operator)
const act = (about: object, headers = {}) =>
  call('POST', '/activities/act', { writeKey: 'demo', id: 'tap', userId: 'u1', ...about }, headers)

it('lets an operator make an activity, and people look at it and take part', async () => {
  const made = await define('coupon', { kind: 'stock', total: 2, code: 'BACK20' })
  expect(made).toEqual({
    status: 200,
    body: {
      ok: true,
      now,
      activity: {
        name: 'coupon',
        definition: { kind: 'stock', total: 2, code: 'BACK20' },
        totals: { taken: 0, left: 2 },
      },
    },
  })
  const looked = await call('POST', '/activities/look', { writeKey: 'demo', anonymousId: 'a1', names: ['coupon', 'x'] })
  const state = { kind: 'stock', opens: null, closes: null, stopped: false, total: 2, left: 2, claimed: null }
  expect(looked).toEqual({ status: 200, body: { ok: true, now, activities: { coupon: state } } })

  const claimed = await act({ activity: 'coupon', action: 'claim', value: null, anonymousId: 'a1', newer: true })
  expect(claimed).toEqual({
    status: 200,
    body: {
      ok: true,
      now,
      result: { code: 'BACK20' },
      state: { ...state, left: 1, claimed: { code: 'BACK20', at: now } },
    },
  })
  expect(await act({ activity: 'coupon', action: 'claim' })).toEqual(claimed)
  expect((await act({ activity: 'coupon', action: 'claim', id: 'tap 2' })).body).toMatchObject({
    ok: false,
    reason: 'already',
  })
  await expect
    .poll(() => store.rows.map(({ event, user_id }) => [event, user_id]))
    .toEqual([['Activity Decided', 'u1']])
})

it('holds to the key, the origin and the limits of a batch, and says what to write instead', async () => {
  expect(await act({ activity: 'coupon', action: 'claim', writeKey: 'nobody' })).toMatchObject({
    status: 401,
    body: { ok: false, now, errors: [{ path: 'writeKey', code: 'unknown' }] },
  })
  expect((await act({ activity: 'c', action: 'a' }, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await act({ activity: 'c', action: 'a' }, { origin: 'https://shop.example' })).status).toBe(200)
  expect((await act({ activity: 'c', action: 'a', value: 'x'.repeat(33_000) })).status).toBe(413)
  const strange = ['x'.repeat(5000), '\u0000', '../c', '__proto__']
  expect(await call('POST', '/activities/look', { writeKey: 'demo', userId: 'u', names: strange })).toMatchObject({
    status: 200,
    body: { activities: {} },
  })
  expect(await act({ activity: '\u0000', action: 'claim', id: '\u0000', userId: '\u0000\ud800' })).toMatchObject({
    status: 200,
    body: { reason: 'unknown' },
  })
  expect(await act({ activity: 'c', action: '', id: 7, userId: '' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'userId' }, { path: 'action' }, { path: 'id' }] },
  })
  expect(await act({ activity: 'c', action: 'a', userId: null })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'anonymousId', code: 'missing' }] },
  })
  expect(await call('POST', '/activities/look', { writeKey: 'demo', userId: 'u', names: 'coupon' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'names', message: 'names must be a list of 1 to 50 names of activities' }] },
  })
})

it('takes a gzipped body', async () => {
  const body = gzipSync(JSON.stringify({ writeKey: 'demo', userId: 'u1', names: ['coupon'] }))
  const response = await fetch(`${collector.url}/v1/activities/look?encoding=gzip`, {
    method: 'POST',
    body: new Uint8Array(body),
  })
  expect(await response.json()).toMatchObject({ ok: true, activities: { coupon: { left: 1 } } })
})

it('shows operators, and nobody else, who got what', async () => {
  for (const [method, path] of [
    ['GET', '/activities'],
    ['GET', '/activities/coupon'],
    ['GET', '/activities/coupon/claims'],
    ['PUT', '/activities/coupon'],
    ['GET', '/points?userId=u1'],
    ['POST', '/points'],
  ] as const)
    expect([path, (await call(method, path, method === 'GET' ? undefined : {})).status]).toEqual([path, 401])

  expect((await call('GET', '/activities', undefined, operator)).body).toMatchObject({
    activities: [{ name: 'coupon', totals: { taken: 1 } }],
  })
  expect((await call('GET', '/activities/coupon/claims?limit=1', undefined, operator)).body).toMatchObject({
    claims: [{ person: 'user u1', code: 'BACK20', at: now }],
    next: 1,
  })
  expect((await call('GET', '/activities/coupon/claims?from=1', undefined, operator)).body).toMatchObject({
    claims: [],
    next: null,
  })
  expect((await call('GET', '/activities/none', undefined, operator)).status).toBe(404)
})

it('refuses wrong definitions with every field that is wrong', async () => {
  expect(await define('bad', { kind: 'redPacket', total: 'much' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'total' }, { path: 'count', code: 'missing' }] },
  })
  expect(await define('bad name!', { kind: 'vote', options: ['a'] })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'name' }] },
  })
  expect(await define('coupon', { kind: 'redPacket', total: 9, count: 3 })).toMatchObject({
    status: 409,
    body: { errors: [{ path: 'kind', code: 'fixed' }] },
  })
})

it('lets an operator give points, once for each id', async () => {
  const change = { userId: 'u1', change: 30, why: 'order 17', id: 'o17' }
  expect((await call('POST', '/points', change, operator)).body).toMatchObject({ ok: true, balance: 30 })
  expect((await call('POST', '/points', change, operator)).body).toMatchObject({ ok: true, balance: 30 })
  expect(await call('POST', '/points', { ...change, change: -31, id: 'x' }, operator)).toMatchObject({
    status: 409,
    body: { errors: [{ path: 'change', message: 'change must take at most the 30 points that there are' }] },
  })
  expect((await call('GET', '/points?userId=u1', undefined, operator)).body).toMatchObject({
    balance: 30,
    changes: [{ by: 30, why: 'order 17', at: now }],
  })
})

it('says how to have activities where there are none', async () => {
  const without = createCollector({ writeKeys: ['demo'], store: memoryStore() })
  await without.listen()
  const response = await fetch(`${without.url}/v1/activities/look`, {
    method: 'POST',
    body: JSON.stringify({ writeKey: 'demo', userId: 'u', names: ['x'] }),
  })
  expect([response.status, await response.json()]).toMatchObject([
    404,
    { errors: [{ message: expect.stringContaining('--activities FOLDER') }] },
  ])
  await without.close()
})
