import { expect, it } from 'vitest'
import { createHostLifecycle } from './createHostLifecycle.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

it('tells of each return, not of the launch, of each leave, and of a network that is back; until it is stopped', () => {
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
  const lifecycle = createHostLifecycle(host)
  const heard: string[] = []
  const stops = (['show', 'hide', 'online'] as const).map((moment) => lifecycle.on(moment, () => heard.push(moment)))
  const play = () => {
    host.show()
    host.hide()
    host.show()
    host.network(false)
    host.network(true)
  }
  play()
  expect(heard).toEqual(['hide', 'show', 'online'])
  for (const stop of stops) stop()
  play()
  expect(heard.length).toBe(3)
  host.kill()
})

it('is silent on a host without these moments', () => {
  const { onAppShow, onAppHide, onNetworkStatusChange, offAppShow, offAppHide, ...old } = createTestHost(
    createTestDisk(),
    async () => ({ status: 200 }),
  )
  expect(() => createHostLifecycle(old).on('show', () => {})()).not.toThrow()
})
