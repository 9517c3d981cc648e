import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { event, get, post } from '../src/testing/post.js'
import { bin, startCollector, startMortal, token } from './startCollector.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-kill-'))
const children = new Set<ChildProcess>()

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function known(starting: ReturnType<typeof startCollector>) {
  const started = await starting
  children.add(started.child)
  started.child.once('exit', () => children.delete(started.child))
  return started
}

it('keeps every acknowledged event through kills in the middle of the work', async () => {
  const data = join(folder, 'work')
  const acknowledged = new Set<string>()
  for (let round = 0; round < 3; round++) {
    const { child, url } = await known(startCollector(data))
    let sent = 0
    const sender = async () => {
      for (;;) {
        const ids = Array.from({ length: 50 }, () => `r${round}-${sent++}`)
        const answer = await post(
          url,
          ids.map((id) => event(id)),
        ).catch(() => null)
        if (!answer) return
        expect(answer.status).toBe(200)
        for (const id of ids) acknowledged.add(id)
        if (acknowledged.size >= (round + 1) * 2000) child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 8 }, sender))
  }

  const { child, url } = await known(startCollector(data))
  const stored = new Set<string>()
  let after: string | null = null
  do {
    const page: { events: { messageId: string }[]; next: string | null } = await get(
      `${url}/v1/events?limit=1000${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      token,
    )
    for (const one of page.events) stored.add(one.messageId)
    after = page.next
  } while (after)
  expect(acknowledged.size).toBeGreaterThanOrEqual(6000)
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('counts an event once that was stored, never answered, and sent again', async () => {
  const data = join(folder, 'mortal')
  const order = (fields: object) => event('order', { event: 'Order Completed', properties: { total: 20 }, ...fields })
  for (const age of [1000, 61_000]) {
    const { child, url } = await known(startMortal(data))
    const gone = once(child, 'exit')
    await expect(post(url, [order({ age })])).rejects.toThrow()
    expect(await gone).toEqual([null, 'SIGKILL'])
  }

  const { child, url } = await known(startCollector(data))
  expect((await post(url, [order({ age: 3_600_000 })])).status).toBe(200)
  expect(await get(`${url}/v1/stats`, token)).toMatchObject({ events: 1, orders: 1, revenue: 20, visitors: 1 })
  expect(await get(`${url}/v1/events`, token)).toMatchObject({ events: [{ messageId: 'order' }], next: null })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('says what to write when a flag is wrong', async () => {
  const child = spawn(process.execPath, [bin, '--prot', '1'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let text = ''
  child.stderr!.on('data', (chunk) => (text += chunk))
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(text).toContain("'--prot'")
  expect(text).toContain('qianmian-collector --help')
})
