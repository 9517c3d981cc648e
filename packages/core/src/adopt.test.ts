import { expect, it } from 'vitest'
import type { Identity } from './identity.js'
import { createKeeper } from './testing/createKeeper.js'
import { createTestClient } from './testing/createTestClient.js'
import { createDisk, createMemoryWindow } from './testing/index.js'

const known: Identity = { anonymousId: 'of-the-app', userId: 'anna' }

it('an adopted identity is the same person: the session goes on, in this visit and the next', async () => {
  const first = createKeeper()
  const { client, heard, people, disk, platform } = createTestClient({ plugins: [first.plugin] })
  client.track('a')
  await platform.settle()
  first.context().adopt(known)
  client.track('b')
  const [started, , b] = heard
  expect(b).toMatchObject({ ...known, context: { session: started!.context.session } })
  expect(people).toEqual([{ identity: known, kept: true }])
  await platform.settle()
  const second = createKeeper()
  createTestClient({ plugins: [second.plugin] }, disk)
  const { identity, owns } = second.context()
  expect(identity()).toEqual(known)
  expect([started!.anonymousId, known.anonymousId, 'somebody'].map(owns)).toEqual([true, true, false])
})

it('another tab hears of it', async () => {
  const disk = createDisk()
  const openTab = createMemoryWindow()
  const open = (keeper: ReturnType<typeof createKeeper>) =>
    createTestClient({ plugins: [keeper.plugin] }, disk, (platform) => {
      platform.tabs = openTab()
    })
  const [one, other] = [createKeeper(), createKeeper()]
  const first = open(one)
  first.client.track('a')
  await first.platform.settle()
  await open(other).platform.settle()
  other.context().adopt({ ...known, userId: null })
  await first.platform.settle()
  expect(first.people).toEqual([{ identity: { ...known, userId: null }, kept: true }])
  expect(one.context().owns(first.heard[0]!.anonymousId)).toBe(true)
})
