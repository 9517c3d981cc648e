import { expect, it } from 'vitest'
import { readOrders } from './readOrders.js'

it('reads rows with any white space between', () => {
  const { orders, bad } = readOrders(' 00001 20210101  1   11.77\n\n00002\t20210112\t5\t77\r\n  u_3 20210203 2 0.5')
  expect(bad).toEqual([])
  expect(orders).toMatchObject([
    { customer: '00001', date: [2021, 1, 1], quantity: 1, cents: 1177 },
    { customer: '00002', date: [2021, 1, 12], quantity: 5, cents: 7700 },
    { customer: 'u_3', date: [2021, 2, 3], quantity: 2, cents: 50 },
  ])
})

it('names the lines that are no orders and reads the others', () => {
  const { orders, bad } = readOrders(
    'a 20210101 1 1\na 20210230 1 1\na 20210101 1\nid date n total\na 20210102 1 1.005',
  )
  expect(orders).toHaveLength(1)
  expect(bad).toEqual([
    { line: 2, text: 'a 20210230 1 1' },
    { line: 3, text: 'a 20210101 1' },
    { line: 4, text: 'id date n total' },
    { line: 5, text: 'a 20210102 1 1.005' },
  ])
})

it('tells equal rows apart, and keeps the ids when rows are added or moved', () => {
  const ids = (text: string) => readOrders(text).orders.map((order) => order.id)
  const before = ids('a 20210101 1 5\na 20210101 1 5.00\nb 20210101 1 5')
  expect(new Set(before).size).toBe(3)
  expect(ids('c 20210101 1 5\nb 20210101 1 5\na 20210101 1 5\na 20210101 1 5\na 20210101 1 5')).toEqual([
    expect.any(String),
    before[2],
    before[0],
    before[1],
    expect.any(String),
  ])
})
