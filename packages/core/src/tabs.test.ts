import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Client } from './client.js'
import type { Plugin } from './plugin.js'
import { createTestClient } from './testing/createTestClient.js'
import { answer, createDisk, createMemoryWindow, happenings, playTabs } from './testing/index.js'

/** A device on which tabs are opened and killed. */
function device({ status = (): number => 200, delivered = new Map<string, number>() } = {}) {
  const disk = createDisk()
  const openTab = createMemoryWindow()

  function open(options: Parameters<typeof createTestClient>[0] = {}) {
    const tab = openTab()
    let dead = false
    const test = createTestClient({ flushAt: 3, ...options }, disk, (platform) => {
      platform.tabs = tab
      platform.wire.answer = (request) => {
        if (dead || !status()) throw new Error('offline')
        for (const { messageId } of status() === 200 ? platform.wire.batch(request) : [])
          delivered.set(messageId, (delivered.get(messageId) ?? 0) + 1)
        return answer(status())
      }
    })
    return {
      ...test,
      own: () => test.heard.map((event) => event.messageId),
      kill() {
        dead = test.platform.faults.hang = true
        tab.kill()
      },
    }
  }
  return { disk, open, delivered }
}

const sorted = (list: Iterable<string>) => [...list].sort()

describe('tabs', () => {
  it('say nothing once they are stopped, whose way to the others is closed, and blame no storage', () => {
    const { open } = device()
    const { client, errors, platform } = open()
    client.stop()
    platform.tabs!.send = () => {
      throw new Error('closed')
    }
    client.consent({ personalization: false })
    client.reset()
    expect(errors).toEqual([])
  })

  it('do not lead once they are stopped, whenever that was', async () => {
    const { open, delivered } = device()
    const first = open()
    first.client.stop()
    const second = open({ consent: { required: true } })
    second.client.stop()
    second.client.consent({ analytics: true })
    const third = open()
    third.client.track('a')
    for (const { platform } of [first, second, third]) await platform.advance(5000)
    expect(sorted(delivered.keys())).toEqual(sorted(third.own()))
  })

  it('have one of them send it all', async () => {
    const { open, delivered, disk } = device()
    const tabs = [open(), open(), open()]
    for (const { platform } of tabs) await platform.settle()
    for (const { client, platform } of tabs) {
      client.track('a')
      await platform.settle()
      client.track('b')
      await platform.settle()
    }
    const all = sorted(tabs.flatMap((tab) => tab.own()))
    expect(all.length).toBe(7)
    for (const tab of tabs) {
      await tab.platform.advance(5000)
    }
    expect(tabs.map(({ wire }) => wire.requests.length > 0)).toEqual([true, false, false])
    expect([...delivered]).toEqual(
      all
        .map((id) => [id, 1])
        .sort(
          ([a], [b]) =>
            tabs[0]!.wire.sent().findIndex((event) => event.messageId === a) -
            tabs[0]!.wire.sent().findIndex((event) => event.messageId === b),
        ),
    )
    expect(disk.rows).toEqual([])
  })

  it('send nothing again that is acknowledged when they lead anew', async () => {
    let lead = (_: boolean) => {}
    let acknowledge = () => {}
    const { client, platform, disk, wire } = createTestClient({}, createDisk(), (platform) => {
      const tabs = createMemoryWindow()()
      platform.tabs = {
        ...tabs,
        lead(run) {
          lead = run
          run(true)
          return () => {}
        },
      }
      platform.wire.answer = () => new Promise((resolve) => (acknowledge = () => resolve(answer(200))))
    })
    client.track('a')
    await platform.advance(5000)
    lead(false)
    lead(true)
    await platform.settle()
    acknowledge()
    await platform.advance(10_000)
    expect(wire.requests).toHaveLength(1)
    expect(disk.rows).toEqual([])
  })

  it('pass the lead on when the one that leads is killed', async () => {
    const { open, delivered } = device()
    const [first, second] = [open(), open()]
    for (const { platform } of [first, second]) await platform.settle()
    first.client.track('left behind')
    await first.platform.settle()
    first.kill()
    second.client.track('a')
    await second.platform.advance(5000)
    expect(sorted(delivered.keys())).toEqual(sorted([...first.own(), ...second.own()]))
  })

  it('follow a change of the person, and of consent, without recording anything', async () => {
    const { open, disk } = device({ status: () => 0 })
    const [first, second] = [open(), open()]
    first.client.identify('anna')
    await first.platform.settle()
    expect(second.people).toMatchObject([{ identity: { userId: 'anna' } }])
    second.client.reset()
    await second.platform.settle()
    expect(first.people.at(-1)).toMatchObject({ identity: { userId: null }, kept: false })
    first.client.consent({ analytics: false })
    await first.platform.settle()
    second.client.track('b')
    await second.platform.settle()
    expect([disk.rows, disk.visitor]).toEqual([[], null])
  })

  it.each<[string, (client: Client) => unknown]>([
    ['resets', (client) => client.reset()],
    ['erases', (client) => client.erase()],
    ['identifies', (client) => client.identify('ben')],
    ['decides on another purpose', (client) => client.consent({ personalization: true })],
  ])('keep a refusal that one of them has not heard of when it %s', async (_, act) => {
    const { open, disk } = device()
    const [first, second] = [open(), open()]
    for (const { platform } of [first, second]) await platform.settle()
    first.client.consent({ analytics: false })
    act(second.client)
    second.client.track('b')
    await second.platform.settle()
    expect(disk.rows).toEqual([])
    expect(JSON.parse(disk.state.get('visitor')!)).toMatchObject({ consent: { analytics: false } })
  })

  it('go on when somebody has emptied their store: what they hold, and what any of them stores next, is sent', async () => {
    let status = 500
    const { open, delivered, disk } = device({ status: () => status })
    const [first, second] = [open(), open()]
    for (const { client, platform } of [first, second, second]) {
      client.track('a')
      await platform.settle()
      await first.platform.settle()
    }
    disk.rows = []
    disk.seq = 0
    for (const { client, platform } of [second, first]) {
      client.track('b')
      await platform.settle()
    }
    status = 200
    await first.platform.advance(20_000)
    expect(sorted(delivered.keys())).toEqual(sorted([...first.own(), ...second.own()]))
  })

  it('are one person, whichever of them is given consent: what waited in the others is theirs', async () => {
    const { open } = device()
    const consent = { required: true }
    const [first, second] = [open({ consent }), open({ consent })]
    second.client.track('a')
    first.client.consent({ analytics: true })
    await second.platform.settle()
    const { anonymousId } = await first.client.export()
    expect(second.heard).toMatchObject([{ anonymousId }, { event: 'a', anonymousId }])
  })

  it('keep two people apart who came before there was consent', async () => {
    const { open } = device()
    const consent = { required: true }
    const [first, second] = [open({ consent }), open({ consent })]
    first.client.identify('anna')
    second.client.identify('ben')
    first.client.consent({ analytics: true })
    await second.platform.settle()
    const { anonymousId } = await first.client.export()
    expect(second.heard.at(-1)).toMatchObject({ type: 'identify', userId: 'ben' })
    expect(second.heard.at(-1)!.anonymousId).not.toBe(anonymousId)
  })

  it('tell each other who is there: one that sees late what is stored neither errs nor undoes it', async () => {
    const { open, disk } = device()
    const [first, second] = [open(), open()]
    for (const { client, platform } of [first, second]) {
      client.track('a')
      await platform.settle()
    }
    const before = disk.state.get('visitor')!
    second.platform.state.get = () => before
    first.client.reset()
    second.client.track('b')
    await second.platform.settle()
    second.client.track('c')
    await second.platform.settle()
    const { anonymousId } = await first.client.export()
    expect(second.heard.at(-1)).toMatchObject({ event: 'c', anonymousId })
    expect(JSON.parse(disk.state.get('visitor')!)).toMatchObject({ anonymousId })
    expect(anonymousId).not.toBe(JSON.parse(before).anonymousId)
  })

  it('tell two people apart who come in the same moment', async () => {
    const { open } = device()
    const [first, second] = [open(), open()]
    for (const { client, platform } of [first, second]) {
      client.track('a')
      await platform.settle()
    }
    first.client.identify('anna')
    second.client.identify('ben')
    const [anna, ben] = [first, second].map(({ heard }) => heard.at(-1)!)
    expect([anna!.userId, ben!.userId]).toEqual(['anna', 'ben'])
    expect(ben!.anonymousId).not.toBe(anna!.anonymousId)
  })

  it('carry what a plugin tells to the same plugin elsewhere', async () => {
    const { open } = device()
    const heard: unknown[] = []
    const plugin = (n: number): Plugin => ({
      name: 'p',
      setup(context) {
        context.on('message', (message) => heard.push([n, message]))
        if (n === 2) context.send({ hello: 1 })
      },
    })
    const first = open({ plugins: [plugin(1)] })
    await first.platform.settle()
    const second = open({ plugins: [plugin(2)] })
    await second.platform.settle()
    expect(heard).toEqual([[1, { hello: 1 }]])
  })

  it('flush in a tab that does not lead waits for the one that does', async () => {
    let status = 500
    const { open } = device({ status: () => status })
    const [first, second] = [open(), open()]
    for (const { platform } of [first, second]) await platform.settle()
    second.client.track('a')
    await second.platform.settle()
    const flushed = vi.fn()
    second.client.flush().then(flushed)
    await second.platform.advance(10)
    await first.platform.advance(10)
    expect(first.wire.requests.length).toBe(1)
    expect(flushed).not.toHaveBeenCalled()
    status = 200
    await first.platform.advance(5000)
    await second.platform.advance(500)
    expect(flushed).toHaveBeenCalledOnce()
  })

  it('whose storage fails send their own', async () => {
    const { open, delivered } = device()
    const tabs = [open(), open()]
    for (const { platform } of tabs) {
      await platform.settle()
      platform.faults.outbox = true
    }
    for (const { client } of tabs) client.track('a')
    for (const { platform } of tabs) await platform.advance(10_000)
    const all = sorted(tabs.flatMap((tab) => tab.own()))
    expect(sorted(delivered.keys())).toEqual(all)
  })

  it('whatever happens to them, what was stored is delivered', async () => {
    await fc.assert(
      fc.asyncProperty(happenings(), async (happened) => {
        let status = 200
        const { open, delivered, disk } = device({ status: () => status })
        const { tabs, stored } = await playTabs(happened, {
          open,
          own: (tab) => tab.own(),
          happen({ what, n }) {
            if (what === 'network') status = [200, 500, 0][n % 3]!
          },
        })
        for (const tab of tabs) tab.kill()
        status = 200
        const last = open()
        await last.platform.advance(20_000)
        expect(sorted(delivered.keys())).toEqual(sorted(stored))
        expect(disk.rows).toEqual([])
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
