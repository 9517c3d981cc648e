import { describe, expect, it } from 'vitest'
import { qianmian } from './qianmian.js'

const document = {
  schema: 1,
  id: 'shop',
  revision: 2,
  tz: 'Asia/Shanghai',
  traits: { orders: { event: 'Order Completed', agg: 'count' } },
  tags: { loyal: { name: '老顾客', when: { orders: { $gte: 2 } } } },
  slots: { hero: { default: { type: 'banner' } } },
  experiences: [
    {
      id: 'thanks',
      slot: 'hero',
      when: { $or: [{ tags: { $in: ['loyal'] } }, { 'user.vip': true }] },
      variations: [{ key: 'a', payload: { type: 'card' } }],
    },
  ],
}

const order = (day: string, more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  messageId: day,
  anonymousId: 'a1',
  timestamp: `2026-11-${day}T10:00:00+08:00`,
  context: {},
  properties: {},
  ...more,
})

const log = (...events: unknown[]) =>
  events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n')

const files: { [path: string]: string } = {
  'good.json': `\uFEFF${JSON.stringify(document)}`,
  'bad.json': JSON.stringify({ ...document, experiences: [{ ...document.experiences[0], slot: 'heroo' }] }),
  'older.json': JSON.stringify({ ...document, revision: 2, traits: { orders: { event: 'Order Paid', agg: 'count' } } }),
  'gbk.json': JSON.stringify(document).replace('老顾客', '\uFFFDϹ˿\uFFFD'),
  'broken.json': '{ "schema": 1,',
  'one.jsonl': log(order('03'), order('01'), order('03'), '', order('20')),
  'close.jsonl': log(order('01'), order('02')),
  'two.jsonl': log(order('01'), order('02', { anonymousId: 'a2' }), {
    ...order('03'),
    anonymousId: 'a2',
    userId: 'u2',
  }),
  'lasting.json': JSON.stringify({
    ...document,
    traits: { orders: { event: 'Order Completed', agg: 'count', within: '2d' } },
    tags: { loyal: { when: { orders: { $gte: 2 } }, latch: true } },
  }),
  'capable.json': JSON.stringify({
    ...document,
    experiences: [{ ...document.experiences[0], when: {}, requires: ['lottery'] }],
  }),
  'years.jsonl': log(
    order('01'),
    ...Array.from({ length: 999 }, (_, i) => order('02', { messageId: `m${i}`, event: 'Liked' })),
    order('01', { timestamp: '2026-11-03T10:00:00+08:00' }),
  ),
  'list.jsonl': JSON.stringify([order('01'), order('02')], null, 2),
  'odd.jsonl': log(
    order('01'),
    'oops',
    { ...order('02'), type: 'screen' },
    { ...order('02'), timestamp: 'noon' },
    { ...order('03'), timestamp: '2026-11-03T10:00:00' },
  ),
}

/** Runs a command line, and collects what it says. */
function run(line: string, { locale = '', user }: { locale?: string; user?: string } = {}) {
  let printed = ''
  const complaints: string[] = []
  const code = qianmian(user === undefined ? line.split(' ') : [...line.split(' '), '--user', user], {
    read(path) {
      if (!(path in files)) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
      return files[path]!
    },
    print: (text) => {
      printed += text
    },
    complain: (text) => complaints.push(text),
    now: () => Date.parse('2026-11-24T12:00:00Z'),
    locale,
  })
  return { code, printed, complaints }
}

describe('qianmian check', () => {
  it('ends with 0 when nothing is wrong', () => {
    expect(run('check good.json --lang en')).toEqual({
      code: 0,
      printed: 'good.json: 0 errors, 0 warnings\n',
      complaints: [],
    })
  })

  it('ends with 1 and says what is wrong, in the language that was asked for or is spoken here', () => {
    const english = '  There is no slot "heroo". Did you mean "hero"?'
    expect(run('check bad.json --lang en')).toMatchObject({ code: 1, printed: expect.stringContaining(english) })
    expect(run('check bad.json --lang en').printed).toContain('error  line 1  experiences[0].slot (thanks)')
    const chinese = { code: 1, printed: expect.stringContaining('没有名为 "heroo" 的运营位。是不是想写 "hero"？') }
    expect(run('check bad.json --lang zh')).toMatchObject(chinese)
    expect(run('check bad.json', { locale: 'zh_CN.UTF-8' })).toMatchObject(chinese)
  })

  it('compares with an older document', () => {
    const { code, printed } = run('check good.json --against older.json --json')
    expect(code).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({
      errors: 1,
      warnings: 1,
      issues: [
        { code: 'revision', severity: 'error', words: expect.any(String) },
        { code: 'traitReset', path: 'traits.orders', line: 1, values: { name: 'orders', changed: ['event'] } },
      ],
    })
  })

  it('says where a text is no JSON', () => {
    expect(run('check broken.json --lang en')).toMatchObject({
      code: 1,
      printed: expect.stringContaining('line 1, column 15'),
    })
  })
})

describe('qianmian simulate', () => {
  it('folds what has happened by then, in order and once, and tells what shows', () => {
    const { code, printed, complaints } = run('simulate good.json --events one.jsonl --now 2026-11-03 --lang en')
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
    expect(printed).toBe(`shop, revision 2, at 2026-11-03 23:59 (Asia/Shanghai)
events folded: 2; later than that: 1; there before: 1

traits
  orders  2
tags  老顾客 (loyal)
audiences  none

hero
  hero shows thanks, variation a.
  thanks is chosen.
`)
  })

  it('counts a message once, however far apart it stands in the log', () => {
    const { printed } = run('simulate good.json --events years.jsonl --now 2026-11-04 --json')
    expect(JSON.parse(printed)).toMatchObject({ folded: 1000, twice: 1, traits: { orders: 1 } })
  })

  it('keeps a tag that began when its event happened, long before the moment that is looked at', () => {
    const { printed } = run('simulate lasting.json --events one.jsonl --now 2026-11-19 --json')
    expect(JSON.parse(printed)).toMatchObject({ traits: { orders: 0 }, tags: [] })
    const close = run('simulate lasting.json --events close.jsonl --now 2026-11-19 --json')
    expect(JSON.parse(close.printed)).toMatchObject({ traits: { orders: 0 }, tags: ['loyal'] })
  })

  it('decides for a page that can show all that experiences require', () => {
    const { printed } = run('simulate capable.json --events one.jsonl --json')
    expect(JSON.parse(printed)).toMatchObject({ slots: [{ decision: { experience: 'thanks' } }] })
  })

  it('takes what the shop knows of the visitor', () => {
    const before = 'simulate good.json --events one.jsonl --now 2026-11-01T12:00 --lang zh'
    expect(run(before).printed).toContain('hero 展示默认内容。')
    expect(run(before, { user: '{"vip":true}' }).printed).toContain('hero 展示 thanks 的版本 a。')
  })

  it('gives the same as JSON', () => {
    const { printed } = run('simulate good.json --events one.jsonl --now 2026-11-03 --slot hero --json')
    expect(JSON.parse(printed)).toMatchObject({
      now: '2026-11-03T15:59:59.999Z',
      folded: 2,
      traits: { orders: 2 },
      tags: ['loyal'],
      slots: [
        { slot: 'hero', decision: { experience: 'thanks' }, considered: [{ experience: 'thanks', failed: null }] },
      ],
    })
  })

  it('does not mix visitors', () => {
    const several = run('simulate good.json --events two.jsonl')
    expect(several).toMatchObject({ code: 2, complaints: [expect.stringContaining('2 visitors (a1, a2)')] })
    expect(run('simulate good.json --events two.jsonl --visitor u2 --json').printed).toContain('"orders": 2')
    expect(run('simulate good.json --events two.jsonl --visitor u3')).toMatchObject({ code: 2 })
  })

  it('names the lines that are no events, and goes on', () => {
    const { code, complaints } = run('simulate good.json --events odd.jsonl --lang en')
    expect(code).toBe(0)
    expect(complaints.map((text) => text.slice(0, 12))).toEqual([
      'odd.jsonl:2:',
      'odd.jsonl:3:',
      'odd.jsonl:4:',
      'odd.jsonl:5:',
    ])
  })

  it('takes no log for one that has no event in it', () => {
    const { code, complaints } = run('simulate good.json --events list.jsonl --lang en')
    expect(code).toBe(2)
    expect(complaints.at(-1)).toBe('list.jsonl has no event: write one JSON object a line')
    expect(run('simulate good.json --events list.jsonl --lang zh').complaints.at(-1)).toContain('每行写一个 JSON 对象')
  })

  it('ends with 1 when the document cannot be used', () => {
    expect(run('simulate broken.json --events one.jsonl')).toMatchObject({ code: 1, printed: '' })
  })
})

it.each([
  ['chekc good.json', 'there is no command chekc; there are check, simulate'],
  ['check', 'qianmian check needs the FILE'],
  ['check good.json bad.json', 'takes one FILE, not 2: good.json bad.json'],
  ['check good.json --agianst older.json', "Unknown option '--agianst'"],
  ['check good.json --against', 'argument missing'],
  ['check good.json --lang fr', '--lang must be zh or en, not fr'],
  ['check good.json --now tomorrow', '--now must be a date such as'],
  ['check none.json', 'cannot read none.json: there is no such file'],
  ['simulate good.json', 'needs --events LOG.jsonl'],
  ['simulate good.json --events one.jsonl --slot heroo', 'has no slot heroo; it has hero'],
  ['simulate good.json --events one.jsonl --user vip', '--user must be a JSON object'],
])('ends with 2 for "%s", and says what to write', (line, complaint) => {
  expect(run(line)).toMatchObject({ code: 2, printed: '', complaints: [expect.stringContaining(complaint)] })
})

it.each([
  ['chekc good.json', '没有命令 chekc；可用的命令有 check、simulate'],
  ['check', 'qianmian check 后面要写规则文档的文件名'],
  ['check good.json bad.json', '只接受一个文件，这里有 2 个：good.json bad.json'],
  ['check good.json --agianst older.json', '可用的选项有 --against OLD'],
  ['check good.json --lang fr', '--lang 要写 zh 或 en，不能是 fr'],
  ['check good.json --now tomorrow', '--now 要写日期'],
  ['check none.json', '无法读取 none.json：没有这个文件'],
  ['check gbk.json', 'gbk.json 不是 UTF-8 编码：请另存为 UTF-8'],
  ['simulate good.json', '--events LOG.jsonl'],
  ['simulate good.json --events one.jsonl --slot heroo', '没有运营位 heroo；有 hero'],
  ['simulate good.json --events one.jsonl --user vip', '--user 要写 JSON 对象'],
  ['simulate good.json --events two.jsonl', '日志里有 2 位访客（a1, a2）'],
  ['simulate good.json --events two.jsonl --visitor u3', '日志里没有访客 u3；有 a1, a2'],
])('says so in Chinese for "%s"', (line, complaint) => {
  expect(run(line, { locale: 'zh-CN' })).toMatchObject({ code: 2, complaints: [expect.stringContaining(complaint)] })
  expect(run(line, { locale: 'en-US' }).complaints[0]).not.toMatch(/[一-龥]/)
})

it('complains in the language that was asked for, whatever else is wrong', () => {
  expect(run('check none.json --lang zh').complaints).toEqual(['无法读取 none.json：没有这个文件'])
  expect(run('check none.json --lang=en', { locale: 'zh-CN' }).complaints[0]).toMatch(/^cannot/)
})

it('helps in the language that was asked for or is spoken here', () => {
  expect(run('--help', { locale: 'zh_CN.UTF-8' }).printed).toContain('给编写内容的人使用')
  expect(run('check --help --lang zh').printed).toContain('错在哪里')
  expect(run('simulate --help', { locale: 'zh_CN.UTF-8' }).printed).toContain('每行一个 JSON 对象')
})

it.each(['', '--help', 'check --help', 'simulate --help'])('helps: qianmian %s', (line) => {
  expect(run(line.trim() || '--help')).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/^qianmian/),
    complaints: [],
  })
})
