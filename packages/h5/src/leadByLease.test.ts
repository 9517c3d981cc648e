// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leadByLease } from './leadByLease.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
  vi.unstubAllGlobals()
})

function tab() {
  const said: boolean[] = []
  const stop = leadByLease('lease', (leads) => said.push(leads))
  return { said, stop }
}

it('lets one lead, and the next when that one stops', () => {
  const [first, second] = [tab(), tab()]
  vi.advanceTimersByTime(60_000)
  expect([first.said, second.said]).toEqual([[true], []])
  first.stop()
  vi.advanceTimersByTime(1000)
  expect(second.said).toEqual([true])
  second.stop()
  expect(localStorage.getItem('lease')).toBe(null)
})

it('passes the lead on when the one that leads is gone without a word, and never to two', () => {
  localStorage.setItem('lease', `somebody ${Date.now() + 7000}`)
  const tabs = [tab(), tab()]
  vi.advanceTimersByTime(6900)
  expect(tabs.flatMap(({ said }) => said)).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(tabs.flatMap(({ said }) => said)).toEqual([true])
  for (const { stop } of tabs) stop()
})

it('waits for nobody who is gone because the clock was set back since', () => {
  localStorage.setItem('lease', `somebody ${Date.now() + 86_400_000}`)
  const { said, stop } = tab()
  vi.advanceTimersByTime(1000)
  expect(said).toEqual([true])
  stop()
})

it('gives way to whoever took over while it slept', () => {
  const { said, stop } = tab()
  vi.advanceTimersByTime(200)
  localStorage.setItem('lease', `another ${Date.now() + 7000}`)
  vi.advanceTimersByTime(3000)
  expect(said).toEqual([true, false])
  stop()
  expect(localStorage.getItem('lease')).toMatch('another')
})

it('leads where nothing can be stored', () => {
  vi.stubGlobal('localStorage', {
    getItem() {
      throw new DOMException('denied', 'SecurityError')
    },
    clear() {},
  })
  const { said, stop } = tab()
  expect(said).toEqual([true])
  stop()
})
