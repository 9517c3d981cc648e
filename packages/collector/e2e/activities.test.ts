import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { get } from '../src/testing/post.js'
import { startCollector, startCramped, token } from './startCollector.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-coupons-'))
const children = new Set<ChildProcess>()

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const start = (data: string, port = 0, ...flags: string[]) => known(startCollector(data, port, ...flags))

async function known(starting: ReturnType<typeof startCollector>) {
  const started = await starting
  children.add(started.child)
  started.child.once('exit', () => children.delete(started.child))
  return started
}

interface Answer {
  ok: boolean
  reason?: string
  result?: { code: string }
}

interface Claim {
  person: string
  at: number
  code: string
}

const codes = Array.from({ length: 100 }, (_, index) => `code ${index}`)

/** Makes a stock of codes, and resolves with the status. */
async function put(url: string, activity: string, codes: readonly string[]): Promise<number> {
  const { status } = await fetch(`${url}/v1/activities/${activity}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ kind: 'stock', total: codes.length, codes }),
  })
  return status
}

const define = async (url: string, activity: string) => expect(await put(url, activity, codes)).toBe(200)

/** Claims as a client does: who hears nothing, or is sent away, asks again with the same id. */
async function claim(url: string, activity: string, userId: string, id: string, broken: () => void): Promise<Answer> {
  for (;;) {
    const body = JSON.stringify({ writeKey: 'demo', userId, activity, action: 'claim', id })
    const response = await fetch(`${url}/v1/activities/act`, { method: 'POST', body }).catch(() => null)
    const answer = response?.status === 200 ? ((await response.json().catch(() => null)) as Answer | null) : null
    if (answer) return answer
    broken()
    await setTimeout(300 + Math.random() * 700)
  }
}

it.each([1, 40, 90])(
  'gives 100 coupons to 100 of 1,000 people who claim at once, though it is killed after %i answers',
  async (killAfter) => {
    const data = join(folder, `${killAfter}`)
    const activity = 'coupon'
    const { child, url } = await start(data)
    await define(url, activity)

    let granted = 0
    let broken = 0
    let restarted: ReturnType<typeof start> | null = null
    let killedAt = 0
    const kill = async () => {
      killedAt = Date.now()
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      expect(await gone).toEqual([null, 'SIGKILL'])
      return start(data, Number(new URL(url).port))
    }
    // One in five taps twice: two ids of one person.
    const wishes = Array.from({ length: 1200 }, (_, index) => ({ person: `p${index % 1000}`, id: `tap ${index}` }))
    const answers = await Promise.all(
      wishes.map(async ({ person, id }) => {
        const answer = await claim(url, activity, person, id, () => broken++)
        if (answer.ok && ++granted >= killAfter) restarted ??= kill()
        return { person, id, answer, heardAt: Date.now() }
      }),
    )
    const { child: second } = await restarted!

    const winners = answers.filter(({ answer }) => answer.ok)
    expect(winners).toHaveLength(100)
    expect(new Set(winners.map(({ person }) => person)).size).toBe(100)
    expect(winners.map(({ answer }) => answer.result!.code).sort()).toEqual([...codes].sort())
    expect(new Set(answers.map(({ answer: { ok, reason } }) => (ok ? 'ok' : reason)))).toEqual(
      new Set(['ok', 'gone', ...(answers.some(({ answer }) => answer.reason === 'already') ? ['already'] : [])]),
    )
    expect(broken).toBeGreaterThan(0)

    for (const { person, id, answer } of winners.slice(0, 20))
      expect(await claim(url, activity, person, id, () => {})).toMatchObject({ ok: true, result: answer.result })

    const { claims } = await get<{ claims: Claim[] }>(`${url}/v1/activities/${activity}/claims?limit=1000`, token)
    expect(claims.map(({ person, code }) => `${person} ${code}`).sort()).toEqual(
      winners.map(({ person, answer }) => `user ${person} ${answer.result!.code}`).sort(),
    )

    const decidedBefore = claims.filter(({ at }) => at < killedAt).length
    const heardBefore = winners.filter(({ heardAt }) => heardAt <= killedAt).length
    // In the middle of it: somebody had a coupon and had not heard of it.
    expect(decidedBefore).toBeGreaterThan(heardBefore)

    const recorded = async () =>
      (await get<{ names: { event: string; events: number }[] }>(`${url}/v1/stats`, token)).names
    await expect
      .poll(recorded, { timeout: 10_000 })
      .toEqual([{ type: 'track', event: 'Activity Decided', events: 100, visitors: 100 }])

    second.kill('SIGTERM')
    expect(await once(second, 'exit')).toEqual([0, null])
  },
  120_000,
)

it('decides as one where two processes on a machine share the folder', async () => {
  const shared = ['--activities', join(folder, 'shared')]
  const both = await Promise.all([start(join(folder, 'a'), 0, ...shared), start(join(folder, 'b'), 0, ...shared)])
  await define(both[0].url, 'shared')
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const userId = `p${index >> 1}`
      return { userId, answer: await claim(both[index % 2]!.url, 'shared', userId, `tap ${index}`, () => {}) }
    }),
  )
  const winners = answers.filter(({ answer }) => answer.ok)
  expect(winners).toHaveLength(100)
  expect(new Set(winners.map(({ userId }) => userId)).size).toBe(100)
  expect(winners.map(({ answer }) => answer.result!.code).sort()).toEqual([...codes].sort())
  for (const { child } of both) {
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  }
})

it('decides nothing while its disk is full, says so, and goes on', async () => {
  const { child, url } = await known(startCramped(join(folder, 'cramped'), 2048))
  await define(url, 'coupon')
  const many = Array.from({ length: 9000 }, (_, index) => `${index} `.padEnd(200, 'x'))
  for (let attempt = 0; attempt < 3; attempt++) expect(await put(url, 'large', many)).toBe(503)
  expect(await put(url, 'coupon', codes)).toBe(200)
  expect(await claim(url, 'coupon', 'somebody', 'tap', () => {})).toMatchObject({
    ok: true,
    result: { code: 'code 0' },
  })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
