import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attachSlot } from './attachSlot.js'
import { defineSlot } from './defineSlot.js'
import type { Decision } from './SlotSource.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const coupon: Decision = {
  slot: 'gift',
  experience: 'welcome',
  payload: { type: 'coupon', text: '新人礼', url: '/pages/cart/index' },
  reason: 'chosen',
}
const nothing: Decision = { slot: 'gift', experience: null, payload: null, reason: 'default' }

function setUp(first: Decision) {
  const log: unknown[] = []
  let decision = first
  let run: ((decision: Decision) => void) | undefined
  let see = (_: { intersectionRatio: number; dataset: object }) => {}
  const observer = {
    relativeToViewport: () => observer,
    observe: (_: string, told: typeof see) => {
      see = told
    },
    disconnect() {},
  }
  const provider = {
    slot: (name: string) => ({
      get: () => decision,
      subscribe(given: (decision: Decision) => void) {
        run = given
        return () => {
          run = undefined
        }
      },
      viewed: (experience?: string) => log.push(`viewed ${experience ?? name}`),
      clicked: (experience?: string) => log.push(experience ? `clicked ${experience}` : 'clicked'),
      dismissed: (experience?: string) => log.push(experience ? `dismissed ${experience}` : 'dismissed'),
    }),
  }
  const component = {
    setData({ views, own }: { views: readonly { type: string }[]; own: object | null }, done: () => void) {
      for (const { type } of views) log.push(type)
      if (own) log.push(null)
      done()
    },
    triggerEvent: (name: string) => log.push(`event ${name}`),
    createIntersectionObserver: () => observer,
  }
  return {
    log,
    provider,
    component,
    see: (intersectionRatio: number, experience = '') => see({ intersectionRatio, dataset: { experience } }),
    change(next: Decision) {
      decision = next
      run?.(next)
    },
  }
}

it('shows what is decided, whenever the slots are defined, and each change at once', () => {
  const { log, provider, component, change, see } = setUp(coupon)
  const slot = attachSlot(component, 'gift', {})
  expect(slot.tapped()).toBe(undefined)
  expect(log).toEqual([])
  defineSlot(provider)
  see(1)
  vi.advanceTimersByTime(500)
  expect(slot.tapped()).toBe('/pages/cart/index')
  slot.used()
  slot.dismissed()
  change(nothing)
  change(nothing)
  expect(log).toEqual([
    'coupon',
    'event decision',
    'viewed gift',
    'viewed gift',
    'clicked',
    'event tapped',
    'viewed gift',
    'clicked',
    'viewed gift',
    'dismissed',
    null,
    'event decision',
  ])
  slot.stop()
  change(coupon)
  expect(log.length).toBe(12)
})

it('does not count as seen what is still pending, or has gone before its time', () => {
  const { log, provider, component, change, see } = setUp({ ...coupon, reason: 'pending' })
  defineSlot(provider)
  const slot = attachSlot(component, 'gift', {})
  see(1)
  vi.advanceTimersByTime(1000)
  change(coupon)
  see(1)
  vi.advanceTimersByTime(400)
  slot.stop()
  vi.advanceTimersByTime(1000)
  expect(log.filter((one) => one === 'viewed gift')).toEqual([])
})

it('shows all that a slot with a limit shows, and says which was seen, tapped, dismissed', () => {
  const { log, provider, component, see } = setUp({
    ...coupon,
    items: [
      coupon,
      { ...coupon, experience: 'hero', payload: { type: 'banner', title: '葡萄', url: '/pages/list/index' } },
      { ...coupon, experience: 'wheel', payload: { type: 'wheel' } },
    ],
  })
  defineSlot(provider)
  const slot = attachSlot(component, 'gift', {})
  see(1, 'hero')
  vi.advanceTimersByTime(500)
  expect(slot.tapped('hero')).toBe('/pages/list/index')
  slot.dismissed('welcome')
  see(1, 'wheel')
  vi.advanceTimersByTime(500)
  slot.used('wheel')
  expect(log).toEqual([
    'coupon',
    'banner',
    null,
    'event decision',
    'viewed hero',
    'viewed hero',
    'clicked hero',
    'event tapped',
    'viewed welcome',
    'dismissed welcome',
    'viewed wheel',
    'viewed wheel',
    'clicked wheel',
  ])
  slot.stop()
})
