// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { browserLifecycle } from './browserLifecycle.js'

function become(state: 'hidden' | 'visible') {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(state === 'hidden')
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

afterEach(() => vi.restoreAllMocks())

it('tells once of every leave and return, whichever events the browser fires', () => {
  const told: string[] = []
  const stops = (['show', 'hide', 'online'] as const).map((moment) =>
    browserLifecycle.on(moment, () => told.push(moment)),
  )
  become('hidden')
  dispatchEvent(new Event('pagehide'))
  become('visible')
  dispatchEvent(new Event('pageshow'))
  dispatchEvent(new Event('pagehide'))
  dispatchEvent(new Event('pageshow'))
  dispatchEvent(new Event('online'))
  expect(told).toEqual(['hide', 'show', 'hide', 'show', 'online'])
  for (const stop of stops) stop()
  become('hidden')
  expect(told.length).toBe(5)
})
