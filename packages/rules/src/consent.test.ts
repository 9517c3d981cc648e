import { expect, it } from 'vitest'
import { compile, parse } from './index.js'

const document = {
  schema: 1,
  id: 'shop',
  revision: 1,
  slots: { popup: { default: null } },
  experiences: [{ id: 'news', slot: 'popup', variations: [{ key: 'a', payload: { type: 'text', text: '上新' } }] }],
}
const now = Date.parse('2026-03-05T10:00:00Z')

function visitorWithoutConsent() {
  const one = compile(parse(document).config!).visitor()
  one.personalize(false)
  let id = 0
  const happens = (event: string) =>
    one.observe({
      type: 'track',
      event,
      messageId: `m${id++}`,
      anonymousId: 'a',
      timestamp: new Date(now).toISOString(),
      context: {},
      properties: { slot: 'popup', experience: 'news', variation: 'a' },
    })
  return { one, happens }
}

it('what is on show without consent is seen once, and goes away when it is dismissed', () => {
  const { one, happens } = visitorWithoutConsent()
  expect(one.holds('popup', 'news')).toBe(false)
  happens('Experience Viewed')
  expect(one.holds('popup', 'news')).toBe(true)
  happens('Experience Dismissed')
  expect(one.holds('popup', 'news')).toBe(false)
})

it('nothing of it is kept', () => {
  const { one, happens } = visitorWithoutConsent()
  const before = JSON.stringify(one)
  happens('Experience Viewed')
  expect(JSON.stringify(one)).toBe(before)
  one.personalize(true)
  expect(one.toJSON().counts).toEqual({})
})
