import { expect, it } from 'vitest'
import type { Arrival } from './faultServer.js'
import { flawless, tally } from './tally.js'

const arrival = (n: number, messageId = `id${n}`, text = `${n}`) =>
  ({ event: { messageId, properties: { tab: 'a', n } }, text, at: 0 }) as unknown as Arrival

it('finds what is lost, doubled, changed or out of order', () => {
  expect(tally([arrival(0), arrival(1)], { a: 2 })).toEqual(flawless)
  expect(tally([arrival(1)], { a: 2, b: 1 })).toEqual({ ...flawless, lost: ['a:0', 'b:0'] })
  expect(tally([arrival(0), arrival(0)], { a: 1 })).toEqual({ ...flawless, duplicated: 1 })
  expect(tally([arrival(0), arrival(0, 'id0', 'x')], { a: 1 })).toMatchObject({ duplicated: 1, conflicting: ['id0'] })
  expect(tally([arrival(0), arrival(0, 'other')], { a: 1 })).toEqual({ ...flawless, conflicting: ['a:0'] })
  expect(tally([arrival(1), arrival(0)], { a: 2 })).toEqual({ ...flawless, disordered: ['a:0'] })
})
