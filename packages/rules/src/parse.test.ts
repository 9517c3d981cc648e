import { expect, it } from 'vitest'
import { parse } from './index.js'

const shell = { schema: 1, id: 'shop', revision: 1, slots: { hero: {} } }
const plain = { id: 'a', slot: 'hero', variations: [{ key: 'only', payload: null }] }
const codes = (document: object) => parse({ ...shell, ...document }).issues.map(({ path, code }) => `${path} ${code}`)

it('names places as they are in the source, whatever was left out before them', () => {
  const experiences = [
    { id: 5 },
    plain,
    plain,
    { ...plain, id: 'b', when: { typo: 1 } },
    { ...plain, id: 'c', slot: 'x' },
  ]
  const found = [
    'experiences[0].id type',
    'experiences[2].id duplicate',
    'experiences[4].slot slot',
    'experiences[3] name',
  ]
  expect(codes({ experiences })).toEqual(found)
  expect(parse(JSON.stringify({ ...shell, experiences })).issues).toHaveLength(4)
})

it('names what is of the wrong kind and leaves it out', () => {
  const { config, issues } = parse({ ...shell, experiences: {}, tags: [] })
  expect(issues.map(({ path, code }) => `${path} ${code}`).sort()).toEqual(['experiences type', 'tags type'])
  expect(config).toMatchObject({ id: 'shop', revision: 1 })
  expect(codes({ channels: new Array(1) })).toEqual([])
  expect(config).not.toHaveProperty('experiences')
  expect(parse({ ...shell, experiences: [plain, 5], slots: { hero: {}, other: 5 } }).config).toEqual({
    ...shell,
    experiences: [plain],
  })
})

it('says that a condition is nested too deeply instead of failing over it', () => {
  let when: object = { 'user.age': 1 }
  for (let i = 0; i < 20_000; i++) when = { $not: when }
  expect(codes({ experiences: [{ ...plain, when }] })).toEqual(['experiences[0] depth'])
})

it('finds names that nobody knows, references upward, circles, and patterns', () => {
  const documents: [object, string][] = [
    [{ tags: { a: { when: { nobody: 1 } } } }, 'tags.a.when name'],
    [{ tags: { a: { when: { tags: 'a' } } } }, 'tags.a.when layer'],
    [{ audiences: { a: { when: { audiences: 'a' } } } }, 'audiences.a.when layer'],
    [{ traits: { a: { ratio: ['b', 'b'] }, b: { ratio: ['a', 'a'] } } }, 'traits.a cycle'],
    [{ traits: { user: { event: 'E', agg: 'count' } } }, 'traits.user reserved'],
    [{ traits: { 'user.points': { event: 'E', agg: 'count' } } }, 'traits.user.points reserved'],
    [{ channels: [{ name: 5 }, { name: 'a', when: { scene: { $regex: '1' } } }] }, 'channels[1] operator'],
    [{ channels: [{ name: 'a', when: { channel: 'a' } }] }, 'channels[0] layer'],
    [{ traits: { n: { event: 'E', agg: 'count' } }, channels: [{ name: 'a', when: { n: 1 } }] }, 'channels[0] layer'],
    [{ tags: { a: { when: { 'user.a': { $regex: 'x' } } } } }, 'tags.a.when operator'],
    [{ experiences: [{ ...plain, audience: ['nobody'] }] }, 'experiences[0] name'],
    [{ experiences: [{ ...plain, group: 'none' }] }, 'experiences[0] name'],
    [{ tags: { a: { when: { 'user.id': { $notInGroup: 'none' } } } } }, 'tags.a.when name'],
  ]
  for (const [document, issue] of documents) expect(codes(document)).toContain(issue)
})

it('follows traits through each other once, however long the way is, and names those on a circle', () => {
  const count = { event: 'E', agg: 'count' }
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [`t${i}`, i + 1 < length ? { ratio: [`t${i + 1}`, `t${i + 1}`] } : count]),
    )
  const began = performance.now()
  expect(codes({ traits: chain(2000) })).toEqual([])
  expect(performance.now() - began).toBeLessThan(2000)
  const rings = {
    a: { ratio: ['b', 'c'] },
    b: { ratio: ['a', 'c'] },
    c: { ratio: ['d', 'd'] },
    d: { ratio: ['d', 'd'] },
  }
  expect(codes({ traits: rings })).toEqual(['traits.a cycle', 'traits.b cycle', 'traits.d cycle'])
})
