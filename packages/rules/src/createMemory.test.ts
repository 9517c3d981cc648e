import {
  type Client,
  createCoreClient,
  type Identity,
  type Json,
  type Plugin,
  type PluginContext,
  type RecordedEvent,
} from '@qianmian/core'
import {
  answer,
  createDisk,
  createMemoryPlatform,
  createMemoryWindow,
  happenings,
  playTabs,
} from '@qianmian/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemory } from './createMemory.js'

/** A plugin whose state is the list of the events that it has folded: it shows what is missed, and what is folded twice. */
function createLister() {
  let folded: string[] = []
  let memory: ReturnType<typeof createMemory>
  let adopt: PluginContext['adopt']
  const fold = ({ messageId }: RecordedEvent) => void folded.push(messageId)
  const plugin: Plugin = {
    name: 'lister',
    settled: () => memory.settled(),
    setup(context) {
      adopt = context.adopt
      const read = (state: Json) => {
        folded = [...((state as string[] | null) ?? [])]
      }
      memory = createMemory(context, { produce: () => folded, take: read, fold, refresh() {} })
      read(memory.mirror)
      memory.open()
      context.on('event', (event) => {
        fold(event)
        memory.add(event)
      })
      context.on('person', ({ kept }) => {
        if (!kept) {
          memory.forget()
          read(null)
        }
        memory.changed()
      })
    },
  }
  return { plugin, folded: () => folded, adopt: (identity: Identity) => adopt(identity) }
}

/** A device on which pages are opened and killed. */
function device({ status = (): number => 200 } = {}) {
  const disk = createDisk()
  const openTab = createMemoryWindow()

  function open({ folds = true } = {}) {
    const lister = createLister()
    const tab = openTab()
    const own: string[] = []
    let isDead = false
    const platform = createMemoryPlatform(disk)
    platform.tabs = tab
    platform.wire.answer = () => {
      if (isDead || !status()) throw new Error('offline')
      return answer(status())
    }
    const client: Client = createCoreClient(platform, {
      writeKey: 'demo',
      endpoint: 'https://collect.example.com',
      flushAt: 3,
      plugins: [
        {
          name: 'listener',
          setup: (context) => void context.on('event', ({ messageId }) => own.push(messageId)),
        },
      ],
    })
    if (folds) client.use(lister.plugin)
    return {
      client,
      platform,
      own,
      lister,
      folded: lister.folded,
      kill() {
        isDead = platform.faults.hang = true
        client.stop()
        tab.kill()
      },
    }
  }
  return { disk, open }
}

const sorted = (list: Iterable<string>) => [...list].sort()

describe('memory', () => {
  it('is read before the first paint of the next visit', async () => {
    const { open } = device()
    const first = open()
    first.client.track('a')
    await first.platform.settle()
    first.kill()
    expect(open().folded()).toEqual(first.own)
  })

  it('a killed page forgets nothing that was stored, with or without the mirror', async () => {
    for (const mirror of [true, false]) {
      const { open, disk } = device({ status: () => 0 })
      const first = open({ folds: false })
      first.client.track('before anybody folded')
      await first.platform.settle()
      first.kill()
      const second = open()
      await second.platform.settle()
      second.client.track('folded')
      await second.platform.settle()
      second.kill()
      if (!mirror) disk.state.delete('memory')
      const third = open()
      await third.platform.settle()
      expect(sorted(third.folded())).toEqual(sorted([...first.own, ...second.own]))
    }
  })

  it('who begins to fold late hears at once what this page has recorded, once', async () => {
    for (const wait of [false, true]) {
      const { open } = device({ status: () => 0 })
      const { client, platform, own, lister } = open({ folds: false })
      client.track('before')
      if (wait) await platform.settle()
      client.use(lister.plugin)
      expect(lister.folded()).toEqual(own)
      client.track('after')
      await platform.settle()
      expect(lister.folded()).toEqual(own)
    }
  })

  it('an event that is acknowledged leaves the outbox when it is in the durable copy, not before', async () => {
    const { open, disk } = device()
    const { client, platform, own } = open()
    const { outbox } = platform
    const acknowledge = outbox.acknowledge
    let stored: unknown
    outbox.acknowledge = (rows) => {
      stored = disk.visitor
      return acknowledge(rows)
    }
    client.track('a')
    await platform.advance(5000)
    expect(disk.rows).toEqual([])
    expect(stored).toMatchObject({ state: own })
  })

  it('another person starts empty, also on the disk', async () => {
    const { open, disk } = device()
    const first = open()
    first.client.identify('anna')
    await first.platform.settle()
    first.client.reset()
    await first.platform.settle()
    expect(JSON.stringify([[...disk.state], disk.visitor])).not.toContain(first.own[0])
    first.kill()
    const next = open()
    await next.platform.settle()
    expect(next.folded()).toEqual([])
  })

  it('stays theirs who are adopted under another id, in the next visit and in other tabs, with or without the mirror', async () => {
    for (const mirror of [true, false]) {
      const { open, disk } = device()
      const [first, second] = [open(), open()]
      first.client.track('a')
      for (const { platform } of [first, second]) await platform.settle()
      second.lister.adopt({ anonymousId: 'of-the-app', userId: null })
      for (const { platform } of [second, first]) await platform.settle()
      first.client.track('b')
      for (const { platform } of [first, second]) await platform.settle()
      for (const { folded } of [first, second]) expect(folded()).toEqual(first.own)
      first.kill()
      second.kill()
      if (!mirror) disk.state.delete('memory')
      const next = open()
      await next.platform.settle()
      expect(sorted(next.folded())).toEqual(sorted(first.own))
    }
  })

  it('is not kept without the consent to personalization, and begins anew with it', async () => {
    const { open, disk } = device({ status: () => 0 })
    const { client, platform, folded } = open()
    client.track('a')
    await platform.settle()
    client.consent({ personalization: false })
    client.track('b')
    await platform.settle()
    expect([disk.state.has('memory'), disk.visitor]).toEqual([false, null])
    client.consent({ personalization: true })
    client.track('c')
    await platform.settle()
    expect(disk.visitor).toMatchObject({ state: folded() })
  })

  it('serves this page where storage fails or never answers, and so do the other tabs', async () => {
    for (const fault of ['outbox', 'hang'] as const) {
      const { open } = device()
      const tabs = [open(), open()]
      for (const { platform } of tabs) platform.faults[fault] = true
      for (const { platform } of tabs) await platform.advance(10_000)
      for (const { client } of tabs) client.track('a')
      for (const { platform } of tabs) await platform.advance(10_000)
      const all = sorted(tabs.flatMap(({ own }) => own))
      for (const { folded } of tabs) expect(sorted(folded())).toEqual(all)
    }
  })

  it('whatever happens to its pages, what was stored is folded once by each, and remembered', async () => {
    await fc.assert(
      fc.asyncProperty(happenings('mirror'), async (happened) => {
        let status = 200
        const { open, disk } = device({ status: () => status })
        const { tabs, stored } = await playTabs(happened, {
          open,
          own: (tab) => tab.own,
          happen({ what, n }) {
            if (what === 'mirror') disk.state.delete('memory')
            if (what === 'network') status = [200, 500, 0][n % 3]!
          },
        })
        for (const { folded } of tabs) expect(sorted(folded())).toEqual(sorted(stored))
        for (const tab of tabs) tab.kill()
        status = 200
        const last = open()
        await last.platform.advance(20_000)
        expect(sorted(last.folded())).toEqual(sorted(stored))
        expect(disk.rows).toEqual([])
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
