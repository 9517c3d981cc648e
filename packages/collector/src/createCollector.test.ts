import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collector, createCollector } from './createCollector.js'
import { memoryStore } from './testing/memoryStore.js'
import { event, get, post } from './testing/post.js'

const now = Date.parse('2026-11-24T09:00:00.000Z')
const folder = mkdtempSync(join(tmpdir(), 'qianmian-collector-'))
const config = join(folder, 'rules.json')
const reported: unknown[] = []
let collector: Collector

beforeAll(async () => {
  writeFileSync(config, '{"revision":1}')
  collector = createCollector({
    writeKeys: ['demo'],
    token: 'reader-token',
    data: join(folder, 'data'),
    config,
    now: () => now,
    onError: (error) => reported.push(error),
  })
  await collector.listen()
})
afterAll(async () => {
  await collector.close()
  rmSync(folder, { recursive: true, force: true })
})

const stored = async () => {
  const page = await get<{ events: { messageId: string }[] }>(`${collector.url}/v1/events?limit=1000`, collector.token)
  return page.events.map((one) => one.messageId)
}

describe('POST /v1/batch', () => {
  it('answers with its clock and what it took, when the events are stored', async () => {
    const { status, body } = await post(collector.url, [event('b1'), event('b2')])
    expect([status, body]).toEqual([200, { ok: true, now, accepted: 2, duplicates: 0 }])
    expect(await stored()).toEqual(expect.arrayContaining(['b1', 'b2']))
  })

  it('stores a messageId once, however often and however dated it comes', async () => {
    await post(collector.url, [event('once')])
    const again = await post(collector.url, [event('once'), event('once', { timestamp: '2025-01-01T00:00:00Z' })])
    expect(again.body).toMatchObject({ ok: true, accepted: 2, duplicates: 2 })
    expect((await stored()).filter((id) => id === 'once')).toHaveLength(1)
  })

  it('counts right when the same batch arrives many times at once', async () => {
    const batch = Array.from({ length: 50 }, (_, index) => event(`storm${index}`))
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(collector.url, batch)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(answers.reduce((sum, { body }) => sum + body.duplicates!, 0)).toBe(19 * 50)
    expect((await stored()).filter((id) => id.startsWith('storm'))).toHaveLength(50)
  })

  it('takes gzip, the beacon path, and the key from the address', async () => {
    expect((await post(collector.url, [event('z1')], { gzip: true })).status).toBe(200)
    const beacon = { path: '/beacon/v1/batch?writeKey=demo', writeKey: undefined }
    expect((await post(collector.url, [event('z2')], beacon)).status).toBe(200)
    expect(await stored()).toEqual(expect.arrayContaining(['z1', 'z2']))
  })

  it('refuses a batch whole for one bad event, names it, and stores nothing', async () => {
    const { status, body } = await post(collector.url, [event('good'), event('bad', { timestamp: 'yesterday' })])
    expect([status, body.ok, body.now]).toEqual([400, false, now])
    expect(body.errors).toEqual([
      { index: 1, path: 'timestamp', code: 'invalid', message: expect.stringContaining('such as 2026-12-01T08:30') },
    ])
    expect(await stored()).not.toContain('good')
  })

  it('answers 401 to an unknown key and 413 to too much, with what to do', async () => {
    const unknown = await post(collector.url, [event('k')], { writeKey: 'nobody' })
    expect([unknown.status, unknown.body.errors?.[0]]).toMatchObject([401, { path: 'writeKey', code: 'unknown' }])
    const many = await post(collector.url, Array(2501).fill(1))
    expect([many.status, many.body.errors?.[0]?.message]).toEqual([
      413,
      'send at most 2500 events a batch; this one has 2501',
    ])
    const fat = await post(collector.url, [event('ok'), event('fat', { properties: { text: 'x'.repeat(33_000) } })])
    expect([fat.status, fat.body.errors?.[0]]).toMatchObject([413, { index: 1, code: 'too_large' }])
    const heavy = Array.from({ length: 20 }, (_, index) =>
      event(`h${index}`, { properties: { text: 'x'.repeat(30_000) } }),
    )
    expect((await post(collector.url, heavy)).status).toBe(413)
    expect((await post(collector.url, heavy, { gzip: true })).status).toBe(413)
    expect(await stored()).not.toContain('ok')
  })

  it('answers what is not JSON, or not gzip, with 400', async () => {
    for (const [path, body] of [
      ['/v1/batch', '{"writeKey":'],
      ['/v1/batch', '[]'],
      ['/v1/batch?encoding=gzip', '{}'],
    ]) {
      const response = await fetch(collector.url + path, { method: 'POST', body })
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { ok: false, errors: [{ code: 'invalid' }] },
      ])
    }
  })

  it('needs no preflight, answers one, and sets no cookie', async () => {
    const preflight = await fetch(`${collector.url}/v1/batch`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type')
    expect((await post(collector.url, [event('cors')])).headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('set-cookie')).toBeNull()
  })

  it('dates by its own clock what a wrong clock sent, and never in the future', async () => {
    const hour = 3_600_000
    const at = (ms: number) => new Date(ms).toISOString()
    await post(collector.url, [event('slow', { timestamp: at(now - 3 * hour) })], { sentAt: at(now - 2 * hour) })
    await post(collector.url, [event('ahead', { timestamp: at(now + hour) })], { sentAt: at(now) })
    const aged = event('aged', { timestamp: at(now - 40 * 24 * hour), age: 5 * hour })
    await post(collector.url, [aged], { sentAt: at(now - 2 * hour) })
    const { events } = await get<{ events: { messageId: string; timestamp: string }[] }>(
      `${collector.url}/v1/events?limit=1000`,
      collector.token,
    )
    const times = Object.fromEntries(events.map((one) => [one.messageId, one.timestamp]))
    expect(times).toMatchObject({ slow: at(now - hour), ahead: at(now), aged: at(now - 5 * hour) })
  })
})

describe('GET /config.json', () => {
  const read = (headers = {}) => fetch(`${collector.url}/config.json`, { headers })

  it('serves the file with an ETag, answers 304 to it, and serves the new one after a change', async () => {
    const first = await read()
    const etag = first.headers.get('etag')!
    expect([await first.json(), first.headers.get('cache-control'), etag]).toEqual([
      { revision: 1 },
      'no-cache',
      expect.stringMatching(/^"[\w-]+"$/),
    ])
    expect((await read({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304)
    writeFileSync(config, '{"revision":2}')
    utimesSync(config, new Date(), new Date(Date.now() + 1000))
    const second = await read({ 'if-none-match': etag })
    expect([second.status, await second.json()]).toEqual([200, { revision: 2 }])
  })

  it('keeps the last good one while the file is broken, and reports it', async () => {
    writeFileSync(config, '{"revision":')
    expect(await (await read()).json()).toEqual({ revision: 2 })
    expect(String(reported.at(-1))).toContain('the last good one stays')
    const heard = reported.length
    await read()
    expect(reported).toHaveLength(heard)
  })

  it('tells at the start of a file that is not there', async () => {
    const heard: unknown[] = []
    const path = join(folder, 'nowhere.json')
    const early = createCollector({
      writeKeys: ['demo'],
      store: memoryStore(),
      config: path,
      onError: (error) => heard.push(error),
    })
    await early.listen()
    await expect.poll(() => String(heard)).toContain('none is served until it can be read')
    expect((await fetch(`${early.url}/config.json`)).status).toBe(503)
    await early.close()
  })
})

describe('the reports', () => {
  it('answer nobody without the token', async () => {
    for (const path of ['stats', 'experiences', 'configs', 'events', 'stream'])
      for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'reader-token' }] as Record<
        string,
        string
      >[]) {
        const response = await fetch(`${collector.url}/v1/${path}`, { headers })
        expect([response.status, await response.json()]).toMatchObject([
          401,
          { ok: false, errors: [{ path: 'authorization' }] },
        ])
      }
  })

  it('say what is wrong with a question', async () => {
    expect(await get(`${collector.url}/v1/events?limit=0`, collector.token)).toMatchObject({
      ok: false,
      errors: [{ path: 'limit', message: 'limit must be 1 to 1000' }],
    })
    const time = '2026-11-24T08:00:00.000'
    for (const after of [
      'x',
      `${time}~${time}~`,
      `2026-02-30T00:00:00.000~${time}~m`,
      `${time}~9999-99-99T99:99:99.999~m`,
    ])
      expect(await get(`${collector.url}/v1/events?after=${after}`, collector.token)).toMatchObject({
        errors: [{ path: 'after', code: 'invalid' }],
      })
  })

  it('stream each new event once, as it is stored', async () => {
    await post(collector.url, [event('old')])
    const gone = new AbortController()
    const response = await fetch(`${collector.url}/v1/stream`, {
      headers: { authorization: `Bearer ${collector.token}` },
      signal: gone.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    await reader.read()
    await post(collector.url, [event('old'), event('new', { event: '加入购物车' })])
    let text = ''
    while (!text.includes('\n\n')) text += (await reader.read()).value
    gone.abort()
    const events = JSON.parse(/^data: (.*)$/m.exec(text)![1]!)
    expect(events).toMatchObject([{ messageId: 'new', event: '加入购物车' }])
  })
})

it('answers an unknown path with 404 and JSON', async () => {
  const response = await fetch(`${collector.url}/nowhere`)
  expect([response.status, await response.json()]).toMatchObject([404, { ok: false, errors: [{ code: 'not_found' }] }])
})

it('says where events go to who reads where they are sent, and does not mind a slash at the end', async () => {
  const reading = await fetch(`${collector.url}/v1/batch`)
  expect([reading.status, await reading.json()]).toMatchObject([
    404,
    { errors: [{ message: expect.stringContaining('events go to POST /v1/batch') }] },
  ])
  expect((await fetch(`${collector.url}/live/`)).status).toBe(200)
})

it('serves the live page under a policy that allows only its own files', async () => {
  const page = await fetch(`${collector.url}/live`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  const html = await page.text()
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/)
  for (const [, path] of html.matchAll(/(?:src|href)="(\/live\/[^"]+)"/g))
    expect((await fetch(collector.url + path)).status).toBe(200)
})

describe('createCollector', () => {
  it('refuses wrong options with what to write instead', () => {
    expect(() => createCollector(undefined as never)).toThrow("such as ['demo']")
    expect(() => createCollector({ writeKeys: [] })).toThrow("such as ['demo']")
    expect(() => createCollector({ writeKeys: ['demo'], token: 'short' })).toThrow('8 characters or more')
    expect(() => createCollector({ writeKeys: ['demo'], data: 'x', clickhouse: 'y' })).toThrow('give one of')
    expect(() => createCollector({ writeKeys: ['demo'], activities: '' })).toThrow('the path of a folder')
    for (const origin of ['shop.example', 'https://shop.example/', '*'])
      expect(() => createCollector({ writeKeys: ['demo'], origins: [origin] })).toThrow(
        "such as 'https://shop.example'",
      )
  })

  it('closes before it has listened, and twice', async () => {
    const idle = createCollector({ writeKeys: ['demo'] })
    await idle.close()
    await idle.close()
  })
})
