import { describe, expect, it } from 'vitest'
import { createTestClient } from './testing/createTestClient.js'
import { createDisk } from './testing/index.js'

describe('identity', () => {
  it('anonymous to A: the same person, now with a name', () => {
    const { client, heard, people } = createTestClient()
    client.track('a')
    client.identify('anna')
    client.track('b')
    const [, a, identify, b] = heard
    expect([a!.userId, identify!.userId, b!.userId]).toEqual([undefined, 'anna', 'anna'])
    expect(b!.anonymousId).toBe(a!.anonymousId)
    expect(people).toEqual([{ identity: { anonymousId: a!.anonymousId, userId: 'anna' }, kept: true }])
  })

  it('A to B: another person, with a new anonymousId and session', () => {
    const { client, heard, people } = createTestClient()
    client.identify('anna')
    client.identify('anna', { points: 1 })
    client.identify('bert')
    const [, first, again, started, second] = heard
    expect(again!.anonymousId).toBe(first!.anonymousId)
    expect(second!.anonymousId).not.toBe(first!.anonymousId)
    expect(started).toMatchObject({ event: 'Session Started', userId: 'bert', context: { session: { number: 1 } } })
    expect(people.map(({ identity, kept }) => [identity.userId, kept])).toEqual([
      ['anna', true],
      ['bert', false],
    ])
  })

  it('reset: another person, nameless', () => {
    const { client, heard, people } = createTestClient()
    client.identify('anna')
    client.reset()
    client.track('a')
    expect(heard[3]!.userId).toBe(undefined)
    expect(heard[3]!.anonymousId).not.toBe(heard[1]!.anonymousId)
    expect(people[1]).toMatchObject({ identity: { userId: null }, kept: false })
  })

  it('is read at once in the next visit', async () => {
    const first = createTestClient()
    first.client.identify('anna')
    await first.platform.settle()
    let identity: unknown
    createTestClient({ plugins: [{ name: 'p', setup: (context) => void (identity = context.identity()) }] }, first.disk)
    expect(identity).toEqual({ anonymousId: first.heard[0]!.anonymousId, userId: 'anna' })
  })

  it('follows what another tab did', async () => {
    const first = createTestClient()
    first.client.track('a')
    await first.platform.settle()
    const second = createTestClient({}, first.disk)
    second.client.identify('anna')
    first.client.track('b')
    expect(first.heard.at(-1)).toMatchObject({ event: 'b', userId: 'anna' })
    expect(first.people).toMatchObject([{ identity: { userId: 'anna' }, kept: true }])
  })

  it('is not undone by a tab that opens in the moment of a change, and sees it late', async () => {
    const first = createTestClient()
    const before = first.disk.state.get('visitor')!
    first.client.reset()
    const after = first.disk.state.get('visitor')
    createTestClient({}, first.disk, (platform) => Object.assign(platform.state, { get: () => before }))
    expect(first.disk.state.get('visitor')).toBe(after)
  })

  it('takes what is broken in the store for nothing', () => {
    for (const text of ['', '{', 'null', '[]', '"x"', '{"anonymousId":7}', '{"anonymousId":"a","session":"s"}']) {
      const { client, names } = createTestClient({}, createDisk(), (platform) =>
        platform.disk.state.set('visitor', text),
      )
      client.track('a')
      expect(names()).toEqual(['Session Started', 'a'])
    }
  })
})
