// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createObservers } from '../testing/createObservers.js'
import { defineSlot, type SlotOptions } from './defineSlot.js'
import type { Decision, Payload } from './SlotSource.js'

let count = 0

function decision(payload: object | null, more: Partial<Decision> = {}): Decision {
  return {
    slot: 'hero',
    experience: 'e',
    variation: 'v',
    payload: payload as Payload,
    reason: 'chosen',
    revision: 1,
    ...more,
  }
}

/** A slot element on the page, and the source that it reads. */
function setUp(first: Decision, options: SlotOptions = {}, attributes: Record<string, string> = {}) {
  let now = first
  const listeners = new Set<(decision: Decision) => void>()
  const source = { viewed: vi.fn(), clicked: vi.fn(), dismissed: vi.fn() }
  const tag = `test-slot-${++count}`
  defineSlot(
    {
      slot: () => ({
        ...source,
        get: () => now,
        subscribe(run) {
          listeners.add(run)
          return () => listeners.delete(run)
        },
      }),
    },
    { ...options, tag },
  )
  const host = document.createElement(tag)
  for (const [name, value] of Object.entries({ name: 'hero', ...attributes })) host.setAttribute(name, value)
  document.body.append(host)
  const root = host.shadowRoot!
  return {
    host,
    source,
    listeners,
    part: (name: string) => root.querySelector<HTMLElement>(`[part=${name}]`),
    content: () => [...root.children].filter((child) => child.tagName !== 'STYLE'),
    decide(next: Decision) {
      now = next
      for (const run of [...listeners]) run(next)
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

describe('<qm-slot>', () => {
  it('shows the decision and changes in the same tick', () => {
    const { part, decide, content } = setUp(decision({ type: 'banner', title: '今日鲜果', text: '满减' }))
    expect(part('title')!.textContent).toBe('今日鲜果')
    decide(decision({ type: 'coupon', text: '送您20元', amount: 20, code: 'BACK20' }))
    expect(part('title')).toBe(null)
    expect(part('amount')!.textContent).toBe('20')
    decide(decision(null, { experience: null, reason: 'default' }))
    expect(content()).toEqual([])
  })

  it('does not render again what is on show', () => {
    const { part, decide } = setUp(decision({ type: 'text', text: 'a' }))
    const before = part('text')
    decide(decision({ type: 'text', text: 'a' }))
    expect(part('text')).toBe(before)
  })

  it('reads no payload as HTML, and lets no dangerous URL through', () => {
    const text = '<img src=x onerror=alert(1)>'
    for (const url of ['javascript:alert(1)', ' JAVASCRIPT:alert(1)', 'data:text/html,x', 'java\nscript:alert(1)', 5]) {
      const { part, host } = setUp(decision({ type: 'banner', title: text, url, image: url, cta: text }))
      expect(part('title')!.textContent).toBe(text)
      expect(part('banner')!.hasAttribute('href')).toBe(false)
      expect(host.shadowRoot!.querySelector('img')).toBe(null)
    }
    for (const url of ['https://shop/x', 'http://shop/x', '/cart', '?a=1']) {
      const { part } = setUp(decision({ type: 'coupon', text: 'x', url }))
      expect(part('cta')!.getAttribute('href')).toBe(url)
    }
  })

  it('shows nothing for an unknown type, but tells the page what was decided', () => {
    const told = vi.fn()
    document.body.addEventListener('qm-decision', told, { once: true })
    const given = decision({ type: 'wheel', prizes: 3 })
    const { content } = setUp(given)
    expect(content()).toEqual([])
    expect(told.mock.calls[0]![0].detail).toEqual(given)
  })

  it("takes the shop's renderers, and survives one that throws", () => {
    const wheel = setUp(decision({ type: 'wheel', text: 'spin' }), {
      renderers: { wheel: ({ text }, { element }) => element('p', 'wheel', text) },
    })
    expect(wheel.part('wheel')!.textContent).toBe('spin')
    const broken = setUp(decision({ type: 'wheel' }), {
      renderers: {
        wheel: () => {
          throw new Error('bug')
        },
      },
    })
    expect(broken.content()).toEqual([])
  })

  it('has been viewed after half of it was visible for half a second, once', () => {
    const all = createObservers()
    const { source, decide } = setUp(decision({ type: 'text', text: 'a' }))
    const first = all.at(-1)!
    expect(first.options.threshold).toBe(0.5)
    first.see(0.6)
    vi.advanceTimersByTime(400)
    first.see(0.2)
    vi.advanceTimersByTime(400)
    first.see(0.6)
    vi.advanceTimersByTime(499)
    expect(source.viewed).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    first.see(1)
    vi.advanceTimersByTime(5000)
    expect(source.viewed).toHaveBeenCalledTimes(1)
    decide(decision({ type: 'text', text: 'b' }))
    all.at(-1)!.see(1)
    vi.advanceTimersByTime(500)
    expect(source.viewed).toHaveBeenCalledTimes(2)
  })

  it('shows all that a slot with a limit shows, and says which was seen, clicked, dismissed', () => {
    const all = createObservers()
    const one = decision({ type: 'text', text: 'a' }, { experience: 'one' })
    const two = decision({ type: 'coupon', text: 'b' }, { experience: 'two' })
    const mystery = decision({ type: 'wheel' }, { experience: 'three' })
    const { host, source, content } = setUp({ ...one, items: [one, two, mystery] })
    expect(content().map((item) => item.textContent)).toEqual(['a', 'b×'])
    expect(all.filter(({ live }) => live).map(({ target }) => target())).toEqual([...content(), host])
    all.at(-2)!.see(1)
    vi.advanceTimersByTime(500)
    host.shadowRoot!.querySelector<HTMLElement>('[part=coupon]')!.click()
    host.shadowRoot!.querySelector<HTMLElement>('[part=dismiss]')!.click()
    expect([source.viewed, source.clicked, source.dismissed].map(({ mock }) => mock.calls)).toEqual([
      [['two']],
      [['two']],
      [['two']],
    ])
  })

  it('tells of a decision once, also when the element stood in the page before it was defined', () => {
    const told = vi.fn()
    document.body.addEventListener('qm-decision', told)
    document.body.innerHTML = '<early-slot name="hero"></early-slot>'
    const slot = { get: () => decision(null), subscribe: () => () => {}, viewed() {}, clicked() {}, dismissed() {} }
    defineSlot({ slot: () => slot }, { tag: 'early-slot' })
    customElements.upgrade(document.body)
    document.body.removeEventListener('qm-decision', told)
    expect(told).toHaveBeenCalledOnce()
  })

  it('takes ratio and dwell from its attributes, and counts nothing while the page is hidden', () => {
    const all = createObservers()
    const { source } = setUp(decision({ type: 'text', text: 'a' }), {}, { ratio: '0.1', dwell: '50' })
    expect(all.at(-1)!.options.threshold).toBe(0.1)
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    all.at(-1)!.see(0.2)
    vi.advanceTimersByTime(5000)
    expect(source.viewed).not.toHaveBeenCalled()
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    vi.advanceTimersByTime(50)
    expect(source.viewed).toHaveBeenCalledOnce()
  })

  it('without IntersectionObserver, what is shown is seen; what is pending never is', () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    const { source, decide } = setUp(decision(null, { experience: null, reason: 'pending' }))
    expect(source.viewed).not.toHaveBeenCalled()
    decide(decision({ type: 'text', text: 'a' }))
    expect(source.viewed).toHaveBeenCalledOnce()
  })

  it('reports a click anywhere on the content, and a dismissal as that alone', () => {
    const { source, part, host } = setUp(decision({ type: 'coupon', text: 'a', cta: '领取' }))
    part('cta')!.click()
    expect(source.clicked).toHaveBeenCalledOnce()
    host.lang = 'zh-CN'
    part('dismiss')!.click()
    expect(source.dismissed).toHaveBeenCalledOnce()
    expect(source.clicked).toHaveBeenCalledOnce()
  })

  it('can be dismissed when the payload says so, and a coupon unless it says no; the button is named in the page language', () => {
    expect(setUp(decision({ type: 'text', text: 'a' })).part('dismiss')).toBe(null)
    expect(setUp(decision({ type: 'coupon', text: 'a', dismissible: false })).part('dismiss')).toBe(null)
    const label = () =>
      setUp(decision({ type: 'text', text: 'a', dismissible: true }))
        .part('dismiss')!
        .getAttribute('aria-label')
    document.body.lang = 'zh-CN'
    expect(label()).toBe('关闭')
    document.body.lang = 'en'
    expect(label()).toBe('Close')
    document.body.removeAttribute('lang')
  })

  it('lets go of its source when it leaves the page, and takes it up again', () => {
    const { host, listeners, part, decide } = setUp(decision({ type: 'text', text: 'a' }))
    host.remove()
    expect(listeners.size).toBe(0)
    decide(decision({ type: 'text', text: 'b' }))
    document.body.append(host)
    expect(listeners.size).toBe(1)
    expect(part('text')!.textContent).toBe('b')
  })

  it('throws when the tag is taken', () => {
    const { host } = setUp(decision(null))
    expect(() => defineSlot({ slot: vi.fn() }, { tag: host.localName })).toThrow('another tag')
  })
})
