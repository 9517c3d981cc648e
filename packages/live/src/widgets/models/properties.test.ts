import fc from 'fast-check'
import { expect, it } from 'vitest'
import { challengeRounds } from './challengeRound.js'
import { streakDays } from './checkIn.js'
import { countdown } from './countdown.js'
import { percentages } from './percentages.js'
import { urlOf } from './urlOf.js'

it('counts down without a jump: each look at the next moment shows one second less, and ends at zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400_000_000 }), (start) => {
      const seconds = (left: number) => {
        const units = countdown(left, '', false).clock!.units.map((unit) => Number.parseInt(unit, 10))
        const [days, hours, minutes, rest] = units.length === 4 ? units : [0, ...units]
        return days! * 86_400 + hours! * 3600 + minutes! * 60 + rest!
      }
      expect(seconds(start)).toBe(Math.ceil(start / 1000))
      let left = start
      for (let step = 0; step < 5 && left > 0; step++) {
        const { next } = countdown(left, '', false)
        expect(seconds(left - next!)).toBe(seconds(left) - 1)
        left -= next!
      }
      expect(countdown(0, '', false)).toEqual({ clock: { label: '', units: ['00', '00', '00'] }, next: undefined })
    }),
  )
})

it('gives percentages that add up to 100, each within one of its exact share, in the order of the votes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e7 }), { minLength: 1, maxLength: 20 }), (votes) => {
      const shares = percentages(votes)
      const total = votes.reduce((sum, one) => sum + one, 0)
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(total ? 100 : 0)
      votes.forEach((count, index) => {
        if (total) expect(Math.abs(shares[index]! - (count / total) * 100)).toBeLessThan(1)
        votes.forEach((other, at) => {
          if (count > other) expect(shares[index]).toBeGreaterThanOrEqual(shares[at]!)
        })
      })
    }),
  )
})

it('shows a streak as days in a row, of which the last done is the last of the streak, and one at most is to do now', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 31 }),
      (streak, today, days) => {
        const shown = streakDays(streak, today, days)
        expect(shown).toHaveLength(days)
        shown.slice(1).forEach(({ day }, index) => {
          expect(day).toBe(shown[index]!.day + 1)
        })
        const done = shown.filter(({ state }) => state === 'done')
        if (today && streak) expect(done.pop()!.day).toBe(streak)
        else if (done.length) expect(done.pop()!.day).toBe(streak)
        const now = shown.filter(({ state }) => state === 'now')
        expect(now.map(({ day }) => day)).toEqual(today ? [] : [streak + 1])
      },
    ),
  )
})

it('lets nobody check in before, after or without a stake, and never offers two things at once', () => {
  const round = fc.record({
    opens: fc.integer({ min: 0, max: 50 }),
    closes: fc.integer({ min: 50, max: 100 }),
    joined: fc.boolean(),
    checkedIn: fc.boolean(),
    settled: fc.boolean(),
  })
  fc.assert(
    fc.property(round, fc.option(round), fc.integer({ min: 0, max: 120 }), (joining, checking, now) => {
      const { current } = challengeRounds({ joining, checking } as never, now)
      const whose = [joining, checking].find((one) => one?.opens === current!.opens && one.closes === current!.closes)!
      if (current!.phase === 'open') {
        expect(whose).toMatchObject({ joined: true, checkedIn: false, settled: false })
        expect(now >= whose.opens && now < whose.closes).toBe(true)
      }
      if (current!.phase === 'joining') expect(whose.joined || now >= whose.opens).toBe(false)
    }),
  )
})

it('opens web addresses and paths, and nothing that a browser would run', () => {
  for (const url of [
    'https://a.example/b?c=1#d',
    'http://a.example',
    '/pages/a/b?x=1:2',
    'pages/a/b',
    '?a',
    '#b',
    './c',
  ])
    expect(urlOf(url)).toBe(url)
  const scripts = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:x',
    'java\nscript:x',
    '\u0001javascript:x',
    'data:text/html,x',
  ]
  for (const url of [...scripts, 'vbscript:x', '//evil.example', '/\\evil.example', 'file:///etc', '', 7, null])
    expect(urlOf(url as string)).toBe(undefined)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const url = urlOf(text)
      if (url) expect(['https:', 'http:']).toContain(new URL(url, 'https://shop.example/').protocol)
    }),
  )
})
