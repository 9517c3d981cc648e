import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from 'acorn'
import { expect, it } from 'vitest'
import { es2015 } from '../../../scripts/es2015.mjs'

const folder = join(import.meta.dirname, '../miniprogram_dist')
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

it('ships what a bundler of ES2015 reads, without generators, which crash at start in some hosts', () => {
  expect(scripts).toContain('index.js')
  for (const name of scripts) {
    const program = JSON.stringify(parse(read(name), { ecmaVersion: 2015, sourceType: 'script' }))
    expect([name, program.includes('"generator":true')]).toEqual([name, false])
  }
})

it('asks for nothing that a mini-program lacks', () => {
  for (const name of scripts) {
    const lacking =
      /\b(?:eval|Function|URL|URLSearchParams|TextEncoder|localStorage|window|document|XMLHttpRequest|fetch)\(/
    expect([name, lacking.exec(read(name))]).toEqual([name, null])
    for (const [, path] of read(name).matchAll(/require\("([^"]+)"\)/g)) expect(path).toMatch(/^\.\.?\//)
  }
})

it('does nothing when it is required', () => {
  const { createClient } = createRequire(import.meta.url)('../miniprogram_dist/index.js')
  expect(typeof createClient).toBe('function')
})

it('keeps what stands for an awaited value that is missing', () => {
  const { code } = Object(es2015()).transform("export const f = async (x) => (await x) ?? 'nothing'", 'f.js')
  expect(code).toContain('nothing')
})
