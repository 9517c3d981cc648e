import { expect, it } from 'vitest'
import type { PluginContext } from './plugin.js'
import { createTestClient } from './testing/createTestClient.js'

it('plugins tell each other of the moment, and whoever comes later finds it', () => {
  const { client } = createTestClient()
  const heard: unknown[] = []
  let tell!: PluginContext['tell']
  client.use({ name: 'room', setup: (context) => void ({ tell } = context) })
  client.use({ name: 'rules', setup: ({ on }) => on('attributes', (all) => void heard.push({ ...all })) })
  tell({ live: { likes: 1 }, scene: 1 })
  tell({ live: null })
  expect(heard).toEqual([
    { live: { likes: 1 }, scene: 1 },
    { live: null, scene: 1 },
  ])
  client.use({ name: 'late', setup: ({ attributes }) => expect(attributes).toEqual({ live: null, scene: 1 }) })
  expect.assertions(2)
})
