import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const example = fileURLToPath(new URL('../../rules/schema/example.json', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'qianmian-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

const order = (id: number, timestamp: string, total: number) => ({
  type: 'track',
  event: 'Order Completed',
  messageId: `m${id}`,
  anonymousId: 'a1',
  timestamp,
  context: {},
  properties: { total },
})

const cart = {
  type: 'page',
  messageId: 'm9',
  anonymousId: 'a1',
  timestamp: '2026-12-04T20:00:00+08:00',
  context: { page: { path: '/cart' } },
  properties: { path: '/cart' },
}

it('checks the example of the design', () => {
  const { status, stdout, stderr } = run('check', example, '--lang', 'en', '--now', '2026-11-24')
  expect(stderr).toBe('')
  expect(stdout).toMatch(/example\.json: 0 errors, \d+ warnings\n$/)
  expect(status).toBe(0)
})

it('ends with 1 when a document has an error', () => {
  const file = join(folder, 'bad.json')
  writeFileSync(file, '{"schema": 1, "id": "a", "revision": "one"}')
  const { status, stdout } = run('check', file, '--lang', 'zh')
  expect(stdout).toContain('错误  第 1 行  revision\n  这里必须是：数字；现在是：带引号的文本。')
  expect(status).toBe(1)
})

it('tells why a customer sees the coupon on a Friday evening and not at night', () => {
  const log = join(folder, 'log.jsonl')
  const orders = ['10-01', '10-15', '10-30'].map((date, i) => order(i, `2026-${date}T10:00:00+08:00`, 200))
  writeFileSync(log, [...orders, cart].map((event) => JSON.stringify(event)).join('\n'))
  const simulate = (now: string) =>
    run('simulate', example, '--events', log, '--now', now, '--slot', 'live_popup', '--lang', 'en')
  const evening = simulate('2026-12-04T20:01:00+08:00')
  expect(evening).toMatchObject({ status: 0, stderr: '' })
  expect(evening.stdout).toContain('tags  重要挽留 (important_churning)')
  expect(evening.stdout).toMatch(/live_popup shows winback-coupon, variation c[25]0\.\n {2}winback-coupon is chosen\./)
  expect(simulate('2026-12-04T23:30:00+08:00').stdout).toContain(
    'winback-coupon is not shown: it shows only from 2026-12-01 00:00, until 2027-01-01 00:00, on Friday, Saturday, Sunday, 19:00 to 23:00.',
  )
})

it('ends with 2 when it is called wrongly', () => {
  expect(run('simulate', example)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--events') })
})
