import {
  type ClientError,
  type ClientOptions,
  createCoreClient,
  type JsonObject,
  type Plugin,
  type StateStore,
} from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import { onTestFinished } from 'vitest'

/** For one test, a client in memory with a plugin, what its visitor did by name and properties, and what it told `onError`. */
export function createRecorder(plugin: Plugin, options: Partial<ClientOptions> = {}, state?: StateStore) {
  const platform = { ...createMemoryPlatform(), ...(state && { state }) }
  const recorded: [name: string, properties: JsonObject | undefined][] = []
  const told: ClientError[] = []
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: '/collect',
    onError: (error) => told.push(error),
    ...options,
  })
  onTestFinished(client.stop)
  client.use({
    name: 'recorder',
    setup: ({ on }) =>
      on('event', ({ event, type, properties }) => {
        if (event !== 'Session Started') recorded.push([event ?? type, properties])
      }),
  })
  return { client, platform, recorded, told, remove: client.use(plugin) }
}
