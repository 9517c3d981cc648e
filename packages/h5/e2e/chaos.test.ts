import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { atMost, busy, type Fault, reset, resetAfterRecording, slow, status } from './faults.js'
import { pause, scenario } from './scenario.js'

const STEPS = 16
const FAULTS: Fault[] = [status(500), status(503), busy(1, 'body'), atMost(8000), slow(300), reset, resetAfterRecording]

/** Numbers from 0 to below 1, the same for the same seed: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

it.each([5, 8])('loses nothing and mixes nobody up, whatever happens in whatever order: %i', async (seed) => {
  const { server, device, open, offline, online, outcome } = await scenario({ own: true })
  const random = createRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const recorded: Record<string, number> = {}
  const tabs = new Map<string, Page>()
  let opened = 0
  let person = ''

  /** Opens a page; each has a name of its own, since each counts from 0. */
  async function openTab(): Promise<void> {
    const name = `tab${opened++}`
    recorded[name] = 0
    tabs.set(name, await open(name, { flushIntervalMs: pick([50, 300, 1500]) }))
  }

  async function record(name: string, count: number): Promise<void> {
    await tabs.get(name)!.evaluate((count) => window.record(count), count)
    recorded[name]! += count
  }

  /** By what a page ends; the last is a process that is killed. */
  const ends: ((page: Page) => Promise<unknown>)[] = [
    (page) => page.close(),
    (page) => page.close({ runBeforeUnload: true }),
    (page) => page.click('a').then(() => page.waitForURL('**/plain')),
    (page) => page.goto('about:blank'),
  ]

  const steps: Record<string, [likely: number, run: (name: string) => Promise<unknown>]> = {
    record: [8, (name) => record(name, pick([1, 2, 5, 30, 300]))],
    recordAll: [3, () => Promise.all([...tabs.keys()].map((name) => record(name, 5)))],
    open: [4, async () => tabs.size < 4 && (await openTab())],
    end: [
      4,
      async (name) => {
        await record(name, 3)
        const page = tabs.get(name)!
        tabs.delete(name)
        await pick(ends)(page)
        if (!tabs.size) await openTab()
      },
    ],
    identify: [
      2,
      async (name) => {
        person = pick(['anna', 'ben'])
        await tabs.get(name)!.evaluate((person) => window.client.identify(person), person)
        await pause(200)
        await tabs.get(pick([...tabs.keys()]))!.evaluate((person) => window.client.track('Seen', { person }), person)
      },
    ],
    faults: [5, async () => server.next(...Array.from({ length: 1 + below(4) }, () => pick(FAULTS)))],
    offline: [
      1,
      async (name) => {
        await offline()
        await record(name, 10)
        await pause(below(500))
        await online()
      },
    ],
    kill: [
      1,
      async () => {
        await pause(300)
        await device.kill()
        tabs.clear()
        await device.restart()
        await openTab()
      },
    ],
    pause: [3, () => pause(below(600))],
  }
  const bag = Object.entries(steps).flatMap(([name, [likely]]) => Array<string>(likely).fill(name))

  await openTab()
  for (let step = 0; step < STEPS; step++) await steps[pick(bag)]![1](pick([...tabs.keys()]))
  server.next()
  expect(await outcome(recorded)).toMatchObject({ lost: [], conflicting: [] })

  const owners = new Map<string, unknown>()
  for (const { event } of server.arrivals.filter(({ event }) => event.event === 'Seen')) {
    const { anonymousId, userId, properties } = event
    expect(userId).toBe(properties!.person)
    expect(owners.get(anonymousId) ?? userId).toBe(userId)
    owners.set(anonymousId, userId)
  }
  for (const page of tabs.values()) expect(await page.evaluate(() => [window.told, window.thrown])).toEqual([[], []])
})
