import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { event, get, post } from '../src/testing/post.js'

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'qianmian-kill-'))
const token = 'reader-token'
const children = new Set<ChildProcess>()

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [bin, '--port', '0', '--data', folder, '--token', token], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { child, url: new URL(line.split(/\s+/)[1]!).origin }
}

it('keeps every acknowledged event through kills in the middle of the work', async () => {
  const acknowledged = new Set<string>()
  for (let round = 0; round < 3; round++) {
    const { child, url } = await start()
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
    await Promise.all([sender(), sender(), sender(), sender()])
  }

  const { child, url } = await start()
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

it('says what to write when a flag is wrong', async () => {
  const child = spawn(process.execPath, [bin, '--prot', '1'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let text = ''
  child.stderr!.on('data', (chunk) => (text += chunk))
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(text).toContain("'--prot'")
  expect(text).toContain('qianmian-collector --help')
})
