// @vitest-environment happy-dom
import type { JsonObject } from '@qianmian/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import type { DebugSource } from './DebugSource.js'
import { debugOverlay } from './debugOverlay.js'

const decided = (reason: string, failed: string | null): DebugSource => ({
  visitor: () => ({ traits: { orders: 3 }, tags: ['loves_fruit'], audiences: [] }),
  explain: (slot) => ({
    decision: { slot, experience: null, variation: null, payload: null, reason: reason as 'default', revision: 1 },
    considered: [{ experience: 'gift', priority: 5, failed, values: { path: 'orders', actual: 3 } }],
  }),
})

/** A page with the overlay on it. */
function open(source?: DebugSource, options: Parameters<typeof debugOverlay>[2] = {}) {
  const { client, platform } = createRecorder({ name: 'none' })
  const stop = debugOverlay(client, source, { lang: 'en', ...options })
  const host = document.documentElement.querySelector<HTMLElement>('[part=qianmian-debug]')!
  const root = host.shadowRoot!
  const all = <E extends HTMLElement>(part: string) => [...root.querySelectorAll<E>(`[part=${part}]`)]
  return {
    client,
    stop,
    host,
    all,
    text: () => root.querySelector('[part=body]')!.textContent!,
    async choose(tab: string) {
      all('tab')
        .find(({ textContent }) => textContent === tab)!
        .click()
      await platform.settle()
      await vi.advanceTimersByTimeAsync(500)
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  document.documentElement.querySelector('[part=qianmian-debug]')?.remove()
})

it('shows events as they happen, the newest first, as text and not as HTML', async () => {
  const { client, choose, all, stop } = open()
  const hostile: JsonObject = { name: '<img src=x>' }
  client.track('Added', hostile)
  client.track('Paid')
  await choose('Events')
  expect(all('name').map(({ textContent }) => textContent)).toEqual(['Paid', 'Added', 'Session Started'])
  expect(all('count')[0]!.textContent).toBe('3')
  expect(all('hint')[1]!.textContent).toBe('name: <img src=x>')
  expect(all('events')[0]!.querySelector('img')).toBe(null)
  stop()
})

it('keeps the newest 200', async () => {
  const { client, choose, all, stop } = open()
  for (let n = 0; n < 250; n++) client.track(`Event ${n}`)
  await choose('Events')
  expect(all('event').length).toBe(200)
  expect(all('name')[0]!.textContent).toBe('Event 249')
  stop()
})

it('says what each slot shows and why, a code that it does not know as it is', async () => {
  for (const [failed, words] of [
    ['caps', 'shown often enough'],
    ['new_check', 'new_check'],
    [null, 'on show'],
  ] as const) {
    const { choose, text, stop } = open(decided('default', failed), { slots: ['home_hero'] })
    await choose('Slots')
    for (const part of ['home_hero', 'default', 'gift (5)', words, 'actual: 3']) expect(text()).toContain(part)
    stop()
  }
})

it('finds slots in the page and in what was recorded', async () => {
  document.body.innerHTML = '<qm-slot name="from_page"></qm-slot>'
  const { client, choose, text, stop } = open(decided('default', 'caps'))
  client.track('Experience Viewed', { slot: 'from_event' })
  await choose('Slots')
  expect(text()).toContain('from_page')
  expect(text()).toContain('from_event')
  stop()
})

it('tells what is known of the visitor, and does without somebody who decides', async () => {
  const one = open(decided('default', null))
  await one.choose('Visitor')
  for (const part of ['loves_fruit', 'orders', '3']) expect(one.text()).toContain(part)
  one.stop()
  const other = open()
  await other.choose('Slots')
  expect(other.text()).toContain('Nothing decides on this page')
  other.stop()
})

it('speaks Chinese where the page does', async () => {
  document.documentElement.lang = 'zh-CN'
  const { choose, text, stop } = open(undefined, { lang: undefined })
  await choose('投递')
  expect(text()).toContain('已允许')
  document.documentElement.removeAttribute('lang')
  stop()
})

it('is private, and gone when it is stopped', () => {
  const { host, all } = open()
  expect(host.hasAttribute('data-qm-private')).toBe(true)
  all('icon')[1]!.click()
  expect(host.isConnected).toBe(false)
})
