import { expect, it } from 'vitest'
import type { Identity } from './identity.js'
import { createKeeper } from './testing/createKeeper.js'
import { createTestClient } from './testing/createTestClient.js'
import { createDisk, createMemoryWindow } from './testing/index.js'

const known: Identity = { anonymousId: 'of-the-app', userId: 'anna' }

it('an adopted identity is the same person: session and history go on, in this visit and the next', async () => {
  const first = createKeeper()
  const { client, heard, people, disk, platform } = createTestClient({ plugins: [first.plugin] })
  client.track('a')
  await platform.settle()
  first.context().adopt(known)
  client.track('b')
  const [started, a, b] = heard
  expect(b).toMatchObject({ ...known, context: { session: started!.context.session } })
  expect(people).toEqual([{ identity: known, kept: true }])
  expect(first.folded()).toEqual([started, a, b].map((event) => event!.messageId))
  await platform.settle()
  const second = createKeeper()
  createTestClient({ plugins: [second.plugin] }, disk)
  expect(second.folded()).toEqual(first.folded())
  expect(second.context().identity()).toEqual(known)
})

it('the history is theirs though nothing was recorded since, and its mirror is lost', async () => {
  const first = createKeeper()
  const { client, disk, platform } = createTestClient({ plugins: [first.plugin] })
  client.track('a')
  await platform.settle()
  first.context().adopt(known)
  disk.state.delete('memory')
  const second = createKeeper()
  const later = createTestClient({ plugins: [second.plugin] }, disk)
  await later.platform.settle()
  expect(second.folded()).toEqual(first.folded())
})

it('another tab hears of it and loses nothing', async () => {
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
  const second = open(other)
  await second.platform.settle()
  other.context().adopt({ ...known, userId: null })
  await first.platform.settle()
  expect(first.people).toEqual([{ identity: { ...known, userId: null }, kept: true }])
  first.client.track('b')
  await first.platform.settle()
  const all = first.heard.map(({ messageId }) => messageId)
  expect(one.folded()).toEqual(all)
  expect(other.folded()).toEqual(all)
})
