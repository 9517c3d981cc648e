import fc from 'fast-check'
import { expect, it } from 'vitest'
import { correctTime } from './correctTime.js'

const received = Date.parse('2026-11-24T09:00:00.000Z')
const hour = 3_600_000
const day = 24 * hour
const aClock = fc.integer({ min: -3650 * day, max: 3650 * day })
const aWait = fc.integer({ min: 0, max: 300 * day })
const aWay = fc.integer({ min: 0, max: 59_000 })

it('places an event by its age, whatever the clock of its device says or was set to since', () => {
  fc.assert(
    fc.property(aWait, aClock, aClock, aWay, (age, then, now, way) => {
      const happened = received - way - age
      const sent = received - way + now
      const placed = correctTime({ original: happened + then, age, sent, received })
      expect(Math.abs(placed - happened)).toBeLessThan(60_000)
    }),
  )
})

it('places an event without an age by its batch, where the clock was as wrong then as when it was sent', () => {
  fc.assert(
    fc.property(aWait, aClock, aWay, (wait, wrong, way) => {
      const happened = received - way - wait
      const placed = correctTime({ original: happened + wrong, sent: received - way + wrong, received })
      expect(Math.abs(placed - happened)).toBeLessThan(60_000)
    }),
  )
})

it('keeps to the millisecond what a right clock says, however long the way was', () => {
  fc.assert(
    fc.property(aWait, aWay, fc.boolean(), (wait, way, aged) => {
      const original = received - way - wait
      expect(correctTime({ original, age: aged ? wait : undefined, sent: received - way, received })).toBe(original)
    }),
  )
})

it('puts the second delivery of an event where it put the first', () => {
  fc.assert(
    fc.property(aWait, aWait, aClock, aWay, aWay, (wait, later, wrong, way, wayAgain) => {
      const original = received - wait + wrong
      const first = correctTime({ original, age: wait, sent: received + wrong, received: received + way })
      const again = { original, age: wait + later, sent: received + later + wrong }
      const second = correctTime({ ...again, received: received + later + wayAgain })
      expect(Math.abs(second - first)).toBeLessThan(60_000)
    }),
  )
})

it('keeps the events of a batch in their order and as far apart as they were', () => {
  fc.assert(
    fc.property(aWait, aWait, aClock, aWay, (one, other, wrong, way) => {
      const sent = received - way + wrong
      const aged = (age: number) => correctTime({ original: 0, age, sent, received })
      expect(aged(one) - aged(other)).toBe(other - one)
      const plain = (wait: number) => correctTime({ original: sent - wait, sent, received })
      expect(plain(one) - plain(other)).toBe(other - one)
    }),
  )
})

it('dates nothing in the future and nothing before 1970', () => {
  const aTime = fc.integer({ min: 0, max: Date.UTC(2200, 0) - 1 })
  const times = [aTime, fc.option(fc.double({ min: 0, noNaN: true })), fc.option(aTime), aTime] as const
  fc.assert(
    fc.property(...times, (original, age, sent, received) => {
      const placed = correctTime({ original, age: age ?? undefined, sent: sent ?? undefined, received })
      expect(placed).toBeGreaterThanOrEqual(0)
      expect(placed).toBeLessThanOrEqual(received)
    }),
  )
})

it('passes over an age of years, and takes the time of a batch that says nothing as it is', () => {
  const original = received - 2 * hour
  expect(correctTime({ original, age: 56 * 365 * day, sent: received - hour, received })).toBe(received - hour)
  expect(correctTime({ original, received })).toBe(original)
  expect(correctTime({ original: received + hour, received })).toBe(received)
})
