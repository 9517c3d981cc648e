import { assert, jsonValue, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sourceLines } from './sourceLines.js'
import { sourceOrder } from './sourceOrder.js'

describe('sourceLines', () => {
  it('knows the line of each member and item, and for what is missing that of what would hold it', () => {
    const { lineOf } = sourceLines('{\n "a": [\n  1,\n  {"b": ","}\n ],\n "x.y": {\n "c": "\\"\\n{"}\n}')
    const paths = ['', 'a', 'a[0]', 'a[1]', 'a[1].b', '["x.y"]', '["x.y"].c', '["x.y"].d.e', 'z']
    expect(paths.map(lineOf)).toEqual([1, 2, 3, 4, 4, 6, 7, 6, 1])
  })

  it('tells names that stand twice in one object, and not those of two', () => {
    expect(sourceLines('[{"a": 1,\n"b": {"a": 2},\n"\\u0061": 3}, {"a": 4}]').repeated).toEqual([
      { path: '[0].a', name: 'a', line: 3 },
    ])
  })

  it('reads any JSON in its order, however it is written', () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1)
        const { lineOf, repeated } = sourceLines(text)
        const at = sourceOrder(JSON.parse(text))
        expect(repeated).toEqual([])
        if (Array.isArray(value))
          value.forEach((_, i) => {
            if (i) expect(lineOf(`[${i}]`)).toBeGreaterThan(lineOf(`[${i - 1}]`))
            expect(at(`[${i}]`)).toBeGreaterThan(0)
          })
      }),
    )
  })
})
