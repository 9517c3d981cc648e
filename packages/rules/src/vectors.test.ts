import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runVectors, type Vectors } from '../spec/run.js'
import { compile, hash, matches, parse } from './index.js'

const folder = join(import.meta.dirname, '../spec')
const names = readdirSync(folder).filter((name) => name.endsWith('.json'))

describe.each(names)('%s', (name) => {
  const vectors: Vectors = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const outcomes = runVectors({ compile, hash, matches, parse }, { [name]: vectors })
  test.each(outcomes)('$name', ({ failures }) => expect(failures).toEqual([]))
})
