import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import schema from '../../schema/1.json'
import { check } from './check.js'
import { OPERATORS } from './shape.js'

const read = (path: string) => readFileSync(new URL(`../../../../docs/${path}`, import.meta.url), 'utf8')
const examples = (text: string) => [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, block]) => block!)
const issuesOf = (text: string) => check(text, { now: Date.parse('2027-01-01') }).issues

describe.each(['config.md', 'zh/config.md'])('docs/%s', (path) => {
  const text = read(path)

  it.each(examples(text).map((example, i) => [i, example] as const))(
    'has nothing wrong in example %i',
    (_, example) => {
      const remarks = issuesOf(example).map(({ code }) => code)
      expect(remarks.filter((code) => code !== 'unused' && code !== 'shortHistory')).toEqual([])
    },
  )

  it('explains every member and every operator', () => {
    const members = Object.values(schema.definitions).flatMap((one) =>
      'properties' in one ? Object.keys(one.properties) : [],
    )
    expect([...members, ...OPERATORS].filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

it('shows the same examples in both languages', () => {
  expect(examples(read('config.md')).length).toBeGreaterThan(9)
  expect(examples(read('zh/config.md'))).toEqual(examples(read('config.md')))
})
