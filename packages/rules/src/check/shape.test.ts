import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { makeSchema } from '../../../../scripts/schema.mjs'
import { isKnown } from '../matches.js'
import { parse } from '../parse.js'
import { OPERATORS } from './shape.js'
import { RESERVED } from './uses.js'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'))

describe('the JSON Schema', () => {
  it('is what the types make of it: run node scripts/schema.mjs when this fails', () => {
    expect(read('1.json')).toEqual(makeSchema())
  })

  it('takes the example, and refuses what is misspelt in it', () => {
    const validate = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(read('1.json'))
    const example = read('example.json')
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...example, fromTheFuture: 1 })).toBe(true)
    expect(validate({ ...example, quiet: { from: '8pm', to: '08:00' } })).toBe(false)
    const refused = [
      { orders: { $in: 3 } },
      { orders: { $get: 3 } },
      { orders: { gte: 3 } },
      { orders: { '>=': 3 } },
      { $gte: 3 },
      { $or: [{ orders: { $gte: 1, lt: 3 } }] },
    ]
    for (const when of refused)
      expect(validate({ ...example, tags: { a: { when } } }), JSON.stringify(when)).toBe(false)
    const taken = [
      {},
      { 'user.box': { size: 3 } },
      { list: { $elemMatch: { $gt: 3 } } },
      { list: { $elemMatch: { a: { $not: { $lt: 3 } } } } },
    ]
    for (const when of taken) expect(validate({ ...example, tags: { a: { when } } }), JSON.stringify(when)).toBe(true)
  })

  it('knows the operators of the engine', () => {
    const source = readFileSync(new URL('../matches.ts', import.meta.url), 'utf8')
    const inEngine = source.match(/\$\w+/g)!.filter((name) => isKnown(name) && !name.startsWith('$regex'))
    expect(OPERATORS.filter((name) => !isKnown(name))).toEqual([])
    expect(inEngine.filter((name) => !OPERATORS.includes(name))).toEqual([])
  })
})

it('reserves the names that the engine reserves', () => {
  const config = (name: string) => ({
    schema: 1,
    id: 'a',
    revision: 1,
    traits: { [name]: { event: 'A', agg: 'count' } },
  })
  const names = [...RESERVED, 'orders', 'users', 'hour']
  const refused = names.filter((name) => parse(config(name)).issues.some(({ code }) => code === 'reserved'))
  expect(new Set(refused)).toEqual(RESERVED)
})
