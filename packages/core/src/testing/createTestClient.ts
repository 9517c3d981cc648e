import type { ClientError, ClientOptions } from '../clientOptions.js'
import { createCoreClient } from '../createCoreClient.js'
import type { RecordedEvent } from '../event.js'
import type { Plugin, Topics } from '../plugin.js'
import { createDisk, createMemoryPlatform, type MemoryPlatform } from './createMemoryPlatform.js'

/** One visit of a device: the client on a memory platform, and what it told. `prepare` runs before the client begins. */
export function createTestClient(
  options: Partial<ClientOptions> = {},
  disk = createDisk(),
  prepare: (platform: MemoryPlatform) => unknown = () => {},
) {
  const platform = createMemoryPlatform(disk)
  prepare(platform)
  const errors: ClientError[] = []
  const heard: RecordedEvent[] = []
  const people: Topics['person'][] = []
  const listener: Plugin = {
    name: 'listener',
    setup(context) {
      context.on('event', (event) => void heard.push(event))
      context.on('person', (person) => void people.push(person))
    },
  }
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: 'https://collect.example.com',
    onError: (error) => errors.push(error),
    ...options,
    plugins: [listener, ...(options.plugins ?? [])],
  })
  const names = () => heard.map((event) => event.event ?? event.type)
  return { platform, client, errors, heard, people, disk, names, wire: platform.wire }
}
