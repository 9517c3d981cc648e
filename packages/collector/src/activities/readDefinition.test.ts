import { expect, it } from 'vitest'
import type { Refusal } from '../problem.js'
import { readDefinition } from './readDefinition.js'

function problems(definition: unknown): string[] {
  try {
    readDefinition(definition)
    return []
  } catch (error) {
    return (error as Refusal).problems.map(({ path, message }) => `${path}: ${message}`)
  }
}

const window = { from: '05:00', to: '08:00' }

it.each([
  {
    kind: 'stock',
    total: 100,
    code: 'BACK20',
    opens: '2026-12-12T20:00:00+08:00',
    closes: '2026-12-12T22:00:00+08:00',
  },
  { kind: 'stock', total: 2, codes: ['a', 'b'], title: '满减', stopped: true },
  { kind: 'lottery', prizes: [{ name: '一等奖', count: 1 }], drawsAt: '2026-12-12T21:00:00Z' },
  { kind: 'redPacket', total: 100, count: 100 },
  { kind: 'reward', tiers: [{ seconds: 180, points: 10 }], verify: true, room: '8801' },
  { kind: 'checkIn', tz: 'Asia/Shanghai', points: 5, bonuses: [{ streak: 7, points: 50 }] },
  { kind: 'challenge', tz: '+08:00', stake: 10, window },
  { kind: 'tasks', tz: 'UTC', tasks: [{ name: 'share', points: 2, perDay: 3 }] },
  { kind: 'leaderboard', by: 'points' },
  { kind: 'leaderboard', by: 'sum', event: 'Order Completed', prop: 'total', room: '8801', limit: 50 },
  { kind: 'vote', options: ['苹果', '葡萄'] },
])('takes a right $kind', (definition) => {
  expect(problems(definition)).toEqual([])
})

it.each([
  [[], ['undefined: a definition must be an object { "kind", … }']],
  [
    { kind: 'raffle' },
    ['kind: kind must be one of stock, lottery, redPacket, reward, checkIn, challenge, tasks, leaderboard, vote'],
  ],
  [{ kind: 'constructor' }, [expect.stringContaining('kind must be one of')]],
  [
    { kind: 'redPacket', total: 1.5, cuont: 3, opens: 'tomorrow' },
    [
      'total: total must be a whole number from 1 to 100000000000',
      'count: count must be a whole number from 1 to 1000000',
      'opens: opens must be an ISO 8601 time with its zone, such as 2026-12-01T20:00:00+08:00',
      'cuont: cuont means nothing here: the fields are total, count, title, opens, closes, stopped',
    ],
  ],
  [{ kind: 'redPacket', total: 99, count: 100 }, ['total: total must be at least 100 cents: one for each of count']],
  [{ kind: 'stock', total: 3, codes: ['a', 'b'] }, ['codes: codes must be at least 3, as total says; these are 2']],
  [{ kind: 'stock', total: 2, codes: ['a', 'a'] }, [expect.stringContaining('different texts')]],
  [{ kind: 'stock', total: 2 }, ['code: give code, the same for all, or codes, one for each']],
  [
    { kind: 'lottery', prizes: [{ name: 'a', count: 0 }], drawsAt: '2026-12-12T21:00:00Z' },
    ['prizes.0.count: prizes.0.count must be a whole number from 1 to 10000'],
  ],
  [
    {
      kind: 'lottery',
      prizes: [{ name: 'a', count: 1 }],
      drawsAt: '2026-12-12T21:00:00Z',
      closes: '2026-12-12T21:00:01Z',
    },
    ['closes: closes must not be after drawsAt'],
  ],
  [{ kind: 'reward', tiers: [{ seconds: 9, points: 1 }], verify: true }, [expect.stringContaining('room must say')]],
  [{ kind: 'checkIn', tz: 'Mars', points: 1 }, ['tz: tz must be a time zone such as Asia/Shanghai or +08:00']],
  [
    { kind: 'challenge', tz: 'UTC', stake: 1, window: { from: '08:00', to: '05:00' } },
    ['window.to: window.to must be after 08:00, on the same day'],
  ],
  [{ kind: 'challenge', tz: 'UTC', stake: 1, window: { from: '8' } }, [expect.anything(), expect.anything()]],
  [{ kind: 'leaderboard', by: 'sum', event: 'x' }, [expect.stringContaining('prop must name')]],
  [
    { kind: 'vote', options: ['a'], opens: '2026-12-12T22:00:00Z', closes: '2026-12-12T20:00:00Z' },
    ['closes: closes must be after opens'],
  ],
])('says of %j what is wrong with it, and what to write', (definition, expected) => {
  expect(problems(definition)).toEqual(expected)
})
