import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'acorn'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../miniprogram_dist')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
const scripts = files.filter((name) => name.endsWith('.js'))
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

it('ships what a bundler of ES2015 reads, without generators, which crash at start in some hosts', () => {
  expect(scripts).toEqual(expect.arrayContaining(['index.js', 'widgets.js', 'any/index.js', 'coupon/index.js']))
  for (const name of scripts) {
    const program = JSON.stringify(parse(read(name), { ecmaVersion: 2015, sourceType: 'script' }))
    expect([name, program.includes('"generator":true')]).toEqual([name, false])
  }
})

it('asks for nothing that a mini-program lacks, and for no file that is not there', () => {
  for (const name of scripts) {
    const lacking =
      /\b(?:eval|Function|URL|URLSearchParams|TextEncoder|localStorage|window|document|XMLHttpRequest|fetch)\(/
    expect([name, lacking.exec(read(name))]).toEqual([name, null])
    for (const [, path] of read(name).matchAll(/require\("([^"]+)"\)/g))
      expect(files).toContain(join(name, '..', path!))
  }
})

it('has a template, a style sheet and a configuration for each component', () => {
  for (const name of scripts.filter((one) => one.endsWith('/index.js')))
    for (const extension of ['wxml', 'wxss', 'json']) expect(files).toContain(name.replace(/js$/, extension))
})
