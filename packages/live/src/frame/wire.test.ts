import { expect, it } from 'vitest'
import { widgetFrame } from './widgetFrame.js'
import { widgetHost } from './widgetHost.js'
import { MOST_TEXT, readMessage } from './wire.js'

it('reads only the text of an object that is not too long', () => {
  expect(readMessage('{"id":1}')).toEqual({ id: 1 })
  const long = JSON.stringify({ data: 'x'.repeat(MOST_TEXT) })
  for (const wrong of [long, '[1]', 'null', '7', '{', '', { id: 1 }, null, undefined, 7])
    expect(readMessage(wrong)).toBe(undefined)
})

it.each(['*', 'null', '', 'shop.example', 'https://*.example', 'https://a.example/path'])(
  'takes %s for no origin, on neither side',
  (origin) => {
    expect(() => widgetHost({} as HTMLIFrameElement, { origin })).toThrow("such as 'https://widgets.example'")
    expect(() => widgetFrame({ hosts: [origin] })).toThrow("such as ['https://shop.example']")
  },
)
