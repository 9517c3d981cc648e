import { expect, it, vi } from 'vitest'
import { createPlugins } from './createPlugins.js'
import type { RecordedEvent } from './event.js'
import type { PluginContext } from './plugin.js'

const event = (messageId: string) => ({ messageId }) as RecordedEvent

/** Plugins that listen to events, each under a name of its own. */
function listening(...runs: ((event: RecordedEvent) => unknown)[]) {
  const failed = vi.fn()
  const plugins = createPlugins((on) => ({ on }) as PluginContext, failed)
  for (const run of runs)
    plugins.use({ name: 'p', setup: (context) => void context.on('event', run as (event: RecordedEvent) => void) })
  return { ...plugins, failed }
}

it('a listener that throws or rejects is told and never stops the others', async () => {
  const heard = vi.fn()
  const { emit, failed } = listening(
    () => {
      throw new Error('sync')
    },
    () => Promise.reject(new Error('async')),
    heard,
  )
  emit('event', event('1'))
  await Promise.resolve()
  expect(heard).toHaveBeenCalledOnce()
  expect(failed.mock.calls.map(([cause]) => cause.message)).toEqual(['sync', 'async'])
})

it('every listener hears one event before any hears the one that it caused', () => {
  const heard: string[] = []
  const { emit } = listening(
    ({ messageId }) => {
      heard.push(`a${messageId}`)
      if (messageId === '1') emit('event', event('2'))
    },
    ({ messageId }) => heard.push(`b${messageId}`),
  )
  emit('event', event('1'))
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2'])
})

it('who unsubscribes hears no more, also in the middle of an event', () => {
  const heard = vi.fn()
  let stop = () => {}
  const { emit, use, look } = listening(() => stop())
  use({
    name: 'p',
    setup(context) {
      stop = context.on('event', heard)
    },
  })
  emit('event', event('1'))
  stop()
  expect(heard).not.toHaveBeenCalled()
  expect(look()).toBe(true)
})
