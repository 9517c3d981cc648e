import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { printBadRows, printReplay } from './printReplay.js'
import { replay } from './replay.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = join(folder, 'rules.json')
writeFileSync(
  config,
  JSON.stringify({
    schema: 1,
    id: 'test',
    revision: 7,
    tz: 'Asia/Shanghai',
    traits: {
      orders: { event: 'Order Completed', agg: 'count' },
      spend: { event: 'Order Completed', agg: 'sum', prop: 'total' },
      days_since_order: { event: 'Order Completed', agg: 'daysSinceLast' },
      stage: {
        case: [
          [{ days_since_order: { $gt: 90 } }, 'dormant'],
          [{ orders: { $gte: 3 } }, 'active'],
        ],
        else: 'ordinary',
      },
    },
    tags: { spender: { name: '大客户', when: { spend: { $gte: 100 } } } },
  }),
)

const write = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('a small log', () => {
  const data = join(folder, 'small')
  const rows = 'a 20220101 1 60.10\na 20220628 1 39.90\nb 20220629 2 5\nb 20220630 1 5\nb 20220630 1 5\n'

  it('reports what the store holds and what the rules make of it at the end of a date', async () => {
    const report = await replay({
      file: write('a.txt', `${rows}c 20220701 1 1\nbad\n`),
      config,
      data,
      now: '2022-06-30',
    })
    expect(report).toMatchObject({
      rows: 7,
      new: 6,
      duplicates: 0,
      stored: 6,
      customers: 3,
      orders: 6,
      money: 116,
      now: '2022-06-30T15:59:59.999Z',
      sizes: {
        customers: 2,
        tags: [{ name: 'spender', title: '大客户', customers: 1 }],
        traits: [
          {
            name: 'stage',
            values: [
              { value: 'dormant', customers: 0 },
              { value: 'active', customers: 1 },
              { value: 'ordinary', customers: 1 },
            ],
          },
        ],
      },
    })
    expect(printBadRows(report)).toMatch(/a\.txt:7: bad$/)
    expect(printReplay(report)).toMatch(/^money +116\.00$/m)
    expect(printReplay(report)).toMatch(/^tag spender +1 {2}大客户$/m)
  })

  it('stores only what is new when the log has grown', async () => {
    const report = await replay({ file: write('b.txt', `d 20220101 1 2.50\n${rows}c 20220701 1 1\n`), config, data })
    expect(report).toMatchObject({ rows: 7, new: 1, duplicates: 6, stored: 7, customers: 4, money: 118.5 })
  })

  it('says what is wrong with its input', async () => {
    const file = write('c.txt', rows)
    await expect(replay({ file, config, data, now: 'yesterday' })).rejects.toThrow('--now must be a date such as')
    await expect(replay({ file: 'nowhere', config, data })).rejects.toThrow('cannot read nowhere')
    await expect(replay({ file, config: file, data })).rejects.toThrow('is not a rules document')
  })
})

const cdnow = fileURLToPath(new URL('../../../../../shared/data/cdnow.txt', import.meta.url))
const absent = existsSync(cdnow) ? '' : ' (skipped: ../shared/data/cdnow.txt is absent)'

describe.skipIf(absent)(`the CDNOW log${absent}`, () => {
  const now = '2022-03-15'
  const traits = join(folder, 'traits.jsonl')
  const options = { file: cdnow, config, data: join(folder, 'cdnow'), now, traits }

  it('is stored whole the first time, and not again the second time', async () => {
    const all = { rows: 69_659, bad: [], stored: 69_659, customers: 23_544, orders: 69_659, money: 2_500_315.63 }
    expect(await replay(options)).toMatchObject({ ...all, new: 69_659, duplicates: 0 })
    expect(await replay(options)).toMatchObject({ ...all, new: 0, duplicates: 69_659 })
  }, 120_000)

  it('gives traits that counting by hand gives too, for every customer', () => {
    const today = Date.UTC(2022, 2, 15)
    const expected = new Map<string, { orders: number; cents: number; last: number }>()
    for (const line of readFileSync(cdnow, 'utf8').trim().split('\n')) {
      const [id, date, , dollars] = line.trim().split(/\s+/) as [string, string, string, string]
      const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)))
      if (day > today) continue
      const one = expected.get(id) ?? { orders: 0, cents: 0, last: 0 }
      one.orders++
      one.cents += Number(dollars.replace('.', ''))
      one.last = Math.max(one.last, day)
      expected.set(id, one)
    }
    const found = readFileSync(traits, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(found.length).toBe(expected.size)
    const wrong = found.filter(({ id, traits, tags }) => {
      const { orders, cents, last } = expected.get(id)!
      const days = (today - last) / 86_400_000
      const stage = days > 90 ? 'dormant' : orders >= 3 ? 'active' : 'ordinary'
      return !(
        traits.orders === orders &&
        traits.spend === cents / 100 &&
        traits.days_since_order === days &&
        traits.stage === stage &&
        tags.includes('spender') === cents >= 10_000
      )
    })
    expect(wrong).toEqual([])
  })
})
