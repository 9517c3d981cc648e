import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { createCoreClient, type Json, type Platform, type RecordedEvent } from '@qianmian/core'
import { parse } from 'acorn'
import { expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(`../miniprogram_dist/${name}`, import.meta.url), 'utf8')

/** A module of the package in a world of its own, that has nothing but the language. */
// biome-ignore lint/suspicious/noExplicitAny: as a mini-program requires it
function load(name: string): any {
  const module = { exports: {} }
  const run = vm.runInNewContext(`(function (module, exports, require) {${read(name)}\n})`)
  run(module, module.exports, (path: string) => load(path.replace('./', '')))
  return module.exports
}

/** A host whose time a test plays. */
function createHost() {
  let now = 0
  const timers = new Set<{ at: number; run(): void }>()
  const platform: Platform = {
    name: 'host',
    state: { get: () => null, set() {}, remove() {} },
    outbox: {
      append: async () => 1,
      peek: async () => [],
      acknowledge: async () => {},
      load: async (): Promise<Json> => null,
      save: async () => {},
      clear: async () => {},
    },
    network: async () => ({ status: 200, headers: {}, body: '{}' }),
    clock: {
      now: () => now,
      elapsed: () => now,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => void timers.delete(timer)
      },
    },
    lifecycle: { on: () => () => {} },
    random: () => 0.99,
    id: () => 'id',
    context: () => ({}),
  }
  const pass = (ms: number) => {
    for (const end = now + ms; now < end; now += 100)
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run()
  }
  return { platform, pass }
}

it('ships what a bundler of ES2015 reads, without generators, which crash at start in some hosts', () => {
  const program = JSON.stringify(parse(read('index.js'), { ecmaVersion: 2015, sourceType: 'script' }))
  expect(program).not.toContain('"generator":true')
})

it('measures a visit in a host that has nothing of a browser, not even timers', () => {
  const { liveSession, livePlayer } = load('index.js')
  const { platform, pass } = createHost()
  const events: RecordedEvent[] = []
  const client = createCoreClient(platform, { writeKey: 'demo', endpoint: '/collect' })
  client.use({ name: 'recorder', setup: ({ on }) => on('event', (event) => void events.push(event)) })
  const player = livePlayer()
  const room = liveSession(client, { room: 'r', player })
  player.change({ type: 'statechange', detail: { code: 2004 } })
  pass(20_500)
  player.change({ type: 'statechange', detail: { code: 2007 } })
  pass(20_000)
  room.leave()
  const told = events
    .filter(({ event }) => event!.startsWith('Live'))
    .map(({ event, properties }) => [event, properties!.seconds])
  expect(told).toEqual([
    ['Live Room Entered', undefined],
    ['Live Watched', 15],
    ['Live Watched', 5],
    ['Live Room Left', 41],
  ])
  client.stop()
})
