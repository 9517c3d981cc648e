import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as rules from '../dist/index.js'
import { runVectors, type Vectors } from '../spec/run.js'

const own = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')
const names = readdirSync(join(import.meta.dirname, '../spec')).filter((name) => name.endsWith('.json'))
const files: { [name: string]: Vectors } = Object.fromEntries(
  names.map((name) => [name, JSON.parse(own(`../spec/${name}`))]),
)
const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2020 }
const built = readdirSync(join(import.meta.dirname, '../dist')).filter((name) => name.endsWith('.js'))
const scripts: { [url: string]: string } = {
  ...Object.fromEntries(built.map((name) => [`/${name}`, own(`../dist/${name}`)])),
  '/run.js': transpileModule(own('../spec/run.ts'), { compilerOptions }).outputText,
  '/vectors.js': `export const files = ${JSON.stringify(files)}`,
  '/page.js': `
    import * as rules from './index.js'
    import { runVectors } from './run.js'
    import { files } from './vectors.js'
    globalThis.outcomes = runVectors(rules, files).map((one) => JSON.stringify(one))`,
}
const html = '<!doctype html><title>vectors</title><script type="module" src="/page.js"></script>'
// What the engine promises to work under: no eval, no inline script, no sink that is not a trusted type.
const policy = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

let server: Server
let browser: Browser
let url: string

beforeAll(async () => {
  server = createServer(({ url = '' }, answer) => {
    const script = scripts[url]
    answer.setHeader('Content-Type', script ? 'text/javascript' : 'text/html')
    answer.setHeader('Content-Security-Policy', policy)
    answer.end(script ?? html)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})

afterAll(async () => {
  await browser?.close()
  server.close()
})

it('comes to the same JSON in Chromium as in Node, in a page of another time zone', async () => {
  const here = runVectors(rules, files)
  const texts = here.map((one) => JSON.stringify(one))
  const page = await browser.newPage({ timezoneId: 'Pacific/Auckland', locale: 'ar-EG' })
  await page.goto(url)
  const there = await page.evaluate(() => (globalThis as { outcomes?: string[] }).outcomes)
  expect(there?.filter((text, i) => text !== texts[i])).toEqual([])
  expect(there).toHaveLength(here.length)
  expect(here.filter(({ failures }) => failures.length)).toEqual([])
  expect(here.length).toBeGreaterThan(250)
})
