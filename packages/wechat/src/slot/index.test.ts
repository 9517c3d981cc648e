import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Decision } from './SlotSource.js'

type Method = (this: object, touch?: object) => void
interface Options {
  readonly properties: Readonly<Record<string, unknown>>
  readonly lifetimes: Readonly<Record<string, Method>>
  readonly methods: Readonly<Record<string, Method>>
}

/** What WeChat makes of what a template hands over: a type takes undefined for its own nothing, `null` takes anything. */
function taken(property: unknown, value: unknown): unknown {
  const { type } = (Object(property).type ? property : { type: property }) as { type: unknown }
  if (type === Boolean) return !!value
  if (type === Number) return Number.isFinite(Number(value)) ? Number(value) : 0
  if (type === String) return value === undefined ? '' : String(value)
  return value
}

let options = {} as Options
const opened: string[] = []
const thresholds: unknown[] = []

// Files share their modules: this one has its own, since its slots stay defined.
beforeAll(async () => {
  vi.resetModules()
  vi.stubGlobal('Component', (given: Options) => {
    options = given
  })
  vi.stubGlobal('wx', { navigateTo: ({ url }: { url: string }) => opened.push(url) })
  await import('./index.js')
  const { defineSlot } = await import('./defineSlot.js')
  const payload = { type: 'banner', title: '青提', url: '/pages/product/index?id=muscat' }
  const decision: Decision = { slot: 'hero', experience: null, payload, reason: 'default' }
  const source = { get: () => decision, subscribe: () => () => {}, viewed() {}, clicked() {}, dismissed() {} }
  defineSlot({ slot: () => source })
})
afterAll(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** A component on show, with what its page says of it. */
function show(said: Readonly<Record<string, unknown>>) {
  const observer = { relativeToViewport: () => observer, observe() {}, disconnect() {} }
  const self = {
    data: Object.fromEntries(Object.entries(options.properties).map(([name, one]) => [name, taken(one, said[name])])),
    setData: (_: object, done: () => void) => done(),
    triggerEvent() {},
    createIntersectionObserver(wanted: { thresholds: number[] }) {
      thresholds.push(...wanted.thresholds)
      return observer
    },
  }
  options.lifetimes.attached!.call(self)
  return { tap: () => options.methods.tapped!.call(self, { currentTarget: { dataset: {} } }) }
}

it('keeps its defaults where a framework hands over undefined for what one slot does not say and another does', () => {
  thresholds.length = opened.length = 0
  show({ name: 'hero' }).tap()
  show({ name: 'hero', ratio: 0.9, dwell: 100, follow: false }).tap()
  show({ name: 'hero', ratio: '0.2', follow: true }).tap()
  show({ name: 'hero', ratio: null, dwell: null, follow: null }).tap()
  expect(thresholds).toEqual([0.5, 0.9, 0.2, 0.5])
  const page = '/pages/product/index?id=muscat'
  expect(opened).toEqual([page, page, page])
})
