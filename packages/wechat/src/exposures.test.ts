import type { Client } from '@qianmian/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { exposures } from './exposures.js'
import type { SeenElement } from './whenSeen.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const observers: { see(element: SeenElement): void; connected: boolean }[] = []
  const scope = {
    createIntersectionObserver: () => {
      const own = { see: (_: SeenElement) => {}, connected: false }
      observers.push(own)
      const observer = {
        relativeToViewport: () => observer,
        observe(_: string, run: (element: SeenElement) => void) {
          own.see = run
          own.connected = true
        },
        disconnect() {
          if (!own.connected) throw new Error('disconnected already')
          own.connected = false
        },
      }
      return observer
    },
  }
  const seen: unknown[] = []
  const client = { track: (_: string, { id }: { id: string }) => seen.push(id) } as unknown as Client
  return { observers, seen, exposed: exposures(client, scope, '.card', { ratio: 0.5, dwellMs: 500 }) }
}

it('records an element once when half of it was visible for half a second without a break', () => {
  const { observers, seen } = setUp()
  const [first] = observers
  first!.see({ id: 'a', intersectionRatio: 0.6 })
  vi.advanceTimersByTime(400)
  first!.see({ id: 'a', intersectionRatio: 0.2 })
  first!.see({ id: 'b', intersectionRatio: 1 })
  vi.advanceTimersByTime(499)
  expect(seen).toEqual([])
  first!.see({ id: 'a', intersectionRatio: 0.5 })
  vi.advanceTimersByTime(500)
  first!.see({ id: 'a', intersectionRatio: 0 })
  first!.see({ id: 'a', intersectionRatio: 1 })
  vi.advanceTimersByTime(500)
  expect(seen).toEqual(['b', 'a'])
})

it('observes anew after a change with a new observer, and never hears the old one again', () => {
  const { observers, seen, exposed } = setUp()
  observers[0]!.see({ id: 'a', intersectionRatio: 1 })
  exposed.refresh()
  observers[0]!.see({ id: 'a', intersectionRatio: 1 })
  vi.advanceTimersByTime(1000)
  expect([seen, observers.map(({ connected }) => connected)]).toEqual([[], [false, true]])
  exposed.stop()
  exposed.stop()
  observers[1]!.see({ id: 'a', intersectionRatio: 1 })
  vi.advanceTimersByTime(1000)
  expect(seen).toEqual([])
})
