import { describe, expect, it, vi } from 'vitest'
import { createTestClient } from './testing/createTestClient.js'

describe('plugins', () => {
  it('change events or drop them, in their order; what they throw reaches onError', async () => {
    const { client, heard, errors } = createTestClient({
      plugins: [
        { name: 'one', process: (event) => ({ ...event, properties: { n: 1 } }) },
        {
          name: 'two',
          process: (event) => ({ ...event, properties: { ...event.properties, two: 2, f: (() => 1) as never } }),
        },
        { name: 'drops', process: (event) => (event.event === 'secret' ? null : undefined) },
        {
          name: 'throws',
          process: () => {
            throw new Error('bug')
          },
        },
        { name: 'rejects', setup: () => Promise.reject(new Error('bug')) as never },
      ],
    })
    client.track('a')
    client.track('secret')
    await client.ready
    expect(heard.map((event) => event.event)).toEqual(['Session Started', 'a'])
    expect(heard[1]!.properties).toEqual({ n: 1, two: 2 })
    expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['plugin']))
    expect((await client.export()).dropped).toEqual({ plugin: 1 })
  })

  it('go when they are removed, with their listeners, and only once', () => {
    const { client } = createTestClient()
    const heard = vi.fn()
    const ended = vi.fn()
    const remove = client.use({
      name: 'p',
      setup(context) {
        context.on('event', heard)
        return ended
      },
    })
    remove()
    remove()
    client.track('a')
    expect(heard).not.toHaveBeenCalled()
    expect(ended).toHaveBeenCalledOnce()
  })

  it('may record from a listener: the events are told in order', () => {
    const { client, names } = createTestClient()
    client.use({
      name: 'echo',
      setup(context) {
        context.on('event', (event) => {
          if (event.event === 'a') context.client.track('b')
        })
      },
    })
    client.track('a')
    expect(names()).toEqual(['Session Started', 'a', 'b'])
  })

  it('an onError that throws harms nobody', () => {
    const { client } = createTestClient({
      onError() {
        throw new Error('host')
      },
    })
    expect(() => client.track('')).not.toThrow()
  })
})
