import { describe, expect, it } from 'vitest'
import type { IssueCode, IssueValues } from '../check/issueValues.js'
import { issueInWords } from './issueInWords.js'

const samples: { [code in IssueCode]: IssueValues[code] } = {
  json: { line: 2, column: 9, found: '“', wanted: 'value' },
  failed: { message: 'RangeError' },
  schema: { wanted: 1 },
  type: { wanted: 'object|null', given: 'string' },
  missing: { name: 'slot' },
  unknownMember: { name: 'audiance', suggestion: 'audience' },
  form: { form: 'Span', given: 'month', choices: ['session', 'lifetime'] },
  choice: { choices: ['first', 'last'], given: 'frist', suggestion: 'first' },
  range: { given: 5, minimum: 0, maximum: 1 },
  integer: { given: 1.5 },
  length: { given: 0, minimum: 1 },
  alternative: { alternatives: [['event', 'agg'], ['ledger']] },
  name: { name: 'reguler', kind: 'tag', suggestion: 'regular' },
  slot: { name: 'heroo' },
  duplicate: { name: 'thanks' },
  repeated: { name: 'orders', line: 12 },
  spelling: { name: 'order completed', suggestion: 'Order Completed' },
  reserved: { name: 'user' },
  unreadable: { name: 'a.b' },
  unused: { kind: 'slot', name: 'aside' },
  cycle: { name: 'a', chain: ['a', 'b', 'a'] },
  layer: { name: 'audiences', kind: 'tag', by: 'up' },
  operator: { name: '$gtt', suggestion: '$gt' },
  regex: { name: '$regex' },
  depth: { name: '$and' },
  misplaced: { name: '$gte' },
  missingExists: { name: 'age', operator: '$lt', example: '{"age":{"$exists":true,"$lt":18}}' },
  list: { name: 'tags', example: '"tags": {"$in": ["loyal"]}' },
  wholeList: { name: 'page.path', example: '{"page.path":{"$in":["/"]}}' },
  attribute: { name: 'page.paht', suggestion: 'page.path' },
  contradiction: { name: 'orders', parts: ['{"$gt":5}', '{"$lt":3}'] },
  unreachable: { by: ['first'] },
  tie: { others: ['first', 'third'], priority: 0, slot: 'hero' },
  capZero: {},
  noExperiment: { count: 2 },
  weightsCount: { weights: 2, variations: 3 },
  weightsSum: { sum: 0.9 },
  experimentReused: { key: 'e', other: 'first' },
  closedInVain: { type: 'coupon' },
  expired: { at: '2026-01-01' },
  over: { end: '2026-01-01' },
  emptySchedule: { start: '2026-01-02', end: '2026-01-01' },
  noStart: { member: 'interval' },
  endOfDate: { member: 'end', given: '2026-12-31', next: '2027-01-01' },
  neverOpens: { type: 'weekly', member: 'daysOfWeek' },
  quietAllDay: { from: '00:00', to: '24:00' },
  quietNever: { from: '08:00' },
  shortHistory: { span: '90d', days: 7 },
  deviceGuard: { type: 'coupon', by: ['orders', 'caps'] },
  personalPrice: { member: 'price', by: ['orders'] },
  shareReward: { event: 'Product Shared', reward: 'coupon' },
  url: { given: 'javascript:alert(1)' },
  noScheme: { given: 'www.shop.com' },
  against: {},
  otherDocument: { id: 'a', before: 'b' },
  revision: { revision: 7, before: 7 },
  tzChanged: { tz: 'UTC', before: '+08:00' },
  traitReset: { name: 'orders', changed: ['event', 'where'] },
  traitNew: { name: 'orders', renamed: 'bought' },
  removed: { kind: 'trait', name: 'bought' },
  tagShorter: { name: 'first_hundred', changed: 'latch' },
  reshuffled: { name: 'gift', changed: ['weights'], sticky: true },
  holdoutChanged: { changed: ['share'] },
}

const say = (code: string, values: object, language: 'en' | 'zh') =>
  issueInWords({ path: '', code, severity: 'error', values: values as never }, language)

describe('issues in words', () => {
  it.each(Object.entries(samples))('say what %s means in both languages', (code, values) => {
    const [english, chinese] = [say(code, values, 'en'), say(code, values, 'zh')]
    expect(english).toMatch(/^\S.*[.?]$/)
    expect(chinese).toMatch(/[一-龥].*[。？]$/)
    for (const text of [english, chinese]) expect(text).not.toMatch(/undefined|null\b.*null|\[object| {2}/)
  })

  it('say what to write instead', () => {
    expect(say('json', samples.json, 'en')).toBe(
      'This is no JSON from line 2, column 9 on: "“" stands where a value should. Write the plain " instead.',
    )
    expect(say('form', samples.form, 'en')).toBe(
      '"month" cannot be read. Write days such as "90d", hours from "1h" to "48h", "session" or "lifetime".',
    )
    expect(say('name', samples.name, 'zh')).toBe('这里用到了标签 "reguler"，但没有定义它。是不是想写 "regular"？')
    expect(say('type', samples.type, 'zh')).toBe('这里必须是：{ } 对象或 null；现在是：带引号的文本。')
    expect(say('missingExists', samples.missingExists, 'en')).toContain('write {"age":{"$exists":true,"$lt":18}}.')
  })

  it.each([
    ['５', 'value', 'Write the plain 5 instead.', '请改用英文半角的 5。'],
    ['\u3000', 'value', 'Write a plain space instead.', '请改用普通的半角空格。'],
    ['/', 'name', 'JSON has no comments', 'JSON 里不能写注释'],
    ['"', 'comma', 'Is a comma missing before it?', '它前面是不是少了一个逗号？'],
    ['}', 'name', 'Take out the comma before it.', '请删除它前面多余的逗号。'],
    ['i', 'name', 'Names and texts stand in plain double quotes.', '名字和文本都要放在英文半角的双引号里。'],
    ['', 'comma', 'Is a closing bracket or a quotation mark missing?', '是不是少了右括号或引号？'],
  ])('guess why %j stands where a %s should', (found, wanted, english, chinese) => {
    const values = { line: 2, column: 9, found, wanted }
    expect(say('json', values, 'en')).toContain(english)
    expect(say('json', values, 'zh')).toContain(chinese)
  })

  it('tell a percentage as a share', () => {
    expect(say('range', samples.range, 'en')).toBe('5 is out of range. Write a number from 0 to 1. 5% is 0.05.')
    expect(say('range', samples.range, 'zh')).toBe('5 超出范围。请写 0 到 1 之间的数。5% 要写成 0.05。')
    expect(say('range', { given: 0, minimum: 1 }, 'zh')).toBe('0 超出范围。请写不小于 1 的数。')
  })

  it('tell what only the reader of the page’s document says', () => {
    expect(say('name', { name: 'x' }, 'en')).toBe('"x" is used here, but it is not defined.')
    expect(say('layer', { name: 'tags' }, 'zh')).toMatch(/^这里读取了 "tags"/)
    expect(say('json', { message: 'SyntaxError' }, 'zh')).toBe('这不是合法的 JSON。')
  })

  it('tell an issue of a newer version by its code', () => {
    expect(say('fromTheFuture', { name: 'x' }, 'en')).toBe('fromTheFuture {"name":"x"}')
  })
})
