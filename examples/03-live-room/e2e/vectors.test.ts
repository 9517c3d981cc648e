import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@qianmian/rules'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { type Plugin, rollup } from 'rollup'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as rules from '../../../packages/rules/dist/index.js'
import { type Outcome, runVectors, type Vectors } from '../../../packages/rules/spec/run.js'
import { es2015 } from '../../../scripts/es2015.mjs'
import { openStage as openMiniProgram } from '../../02-mini-program/e2e/stage.js'
import type { Evening } from './playRoom.js'
import { openStage, type Stage, type Viewer } from './stage.js'

const packages = join(import.meta.dirname, '../../../packages')
const config: Config = JSON.parse(readFileSync(join(import.meta.dirname, '../public/qianmian.json'), 'utf8'))
const vectors: Vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8'))
const files = { room: { ...vectors, config: config as object as Vectors['config'] } }
/** Three minutes as three seconds: the evening is played in real time. */
const quick: Config = JSON.parse(JSON.stringify(config).replace('{"$gte":180}', '{"$gte":3}'))

const cjs = (file: string) =>
  ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2015 },
  }).outputText

/** A package of ours with all that it imports, as one CommonJS module: what is run is what was built. */
async function bundle(file: string, ...plugins: Plugin[]): Promise<string> {
  const built = await rollup({ input: join(packages, file), plugins: [nodeResolve({ browser: true }), ...plugins] })
  const { output } = await built.generate({ format: 'cjs', inlineDynamicImports: true })
  return output[0].code
}

let room: Stage
let viewer: Viewer
/** The modules of the H5 room's page, which has no `require`. */
let modules: Record<string, string>
/** What the mini-program came to: it has its stage first, since a process holds one collector at a time. */
let onPhone: { readonly vectors: Outcome[]; readonly evening: Evening }

beforeAll(async () => {
  const own = { run: cjs(join(packages, 'rules/spec/run.ts')), play: cjs(join(import.meta.dirname, 'playRoom.ts')) }
  modules = {
    ...own,
    rules: await bundle('rules/dist/index.js'),
    h5: await bundle('h5/dist/index.js'),
    live: await bundle('live/dist/index.js'),
  }
  onPhone = await runOnPhone({
    'vectors/rules': await bundle('rules/dist/index.js', es2015()),
    'vectors/run': own.run,
    'vectors/play': own.play,
    ...liveForMiniPrograms(),
  })
  room = await openStage()
  viewer = await room.viewer()
})
afterAll(() => room?.close())

/** The live package as 构建 npm puts it into a mini-program. */
function liveForMiniPrograms(): Record<string, string> {
  const folder = join(packages, 'live/miniprogram_dist')
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const scripts = names.map((name) => [
    `miniprogram_npm/@qianmian/live/${name.slice(0, -3)}`,
    readFileSync(join(folder, name), 'utf8'),
  ])
  return Object.fromEntries(scripts)
}

async function runOnPhone(scripts: Record<string, string>) {
  const stage = await openMiniProgram(scripts)
  try {
    const phone = await stage.phone()
    await phone.launch()
    const vectors = await phone.page.evaluate((json) => {
      const { require } = window.running
      const { runVectors } = require('vectors/run') as { runVectors(...given: unknown[]): Outcome[] }
      return runVectors(require('vectors/rules'), JSON.parse(json))
    }, JSON.stringify(files))
    const evening = await phone.page.evaluate((json) => {
      const { require } = window.running
      const host = Object.assign(
        {},
        require('miniprogram_npm/@qianmian/wechat/index'),
        require('miniprogram_npm/@qianmian/wechat/personalize'),
        require('miniprogram_npm/@qianmian/live/index'),
      )
      const { playRoom } = require('vectors/play') as { playRoom(...given: unknown[]): Promise<Evening> }
      return playRoom(host, JSON.parse(json))
    }, JSON.stringify(quick))
    return { vectors, evening }
  } finally {
    await stage.close()
  }
}

/** Runs in the page of the H5 room: modules as functions, since its policy lets no page's own code make code of text. */
function inRoom<T>(call: string): Promise<T> {
  const made = Object.entries(modules).map(
    ([name, code]) => `${name}: (() => { const module = { exports: {} }; const { exports } = module; ${code}
      return module.exports })()`,
  )
  return viewer.page.evaluate(`(() => { const modules = { ${made.join(',')} }; return (${call})(modules) })()`)
}

it('decides as the vectors say, and to the same JSON in Node, in the H5 room and in the mini-program', async () => {
  const here = runVectors(rules, files)
  expect(here.flatMap(({ name, failures }) => failures.map((failure) => ({ name, ...failure })))).toEqual([])
  const text = JSON.stringify(here)
  const there = await inRoom<Outcome[]>(`({ run, rules }) => run.runVectors(rules, ${JSON.stringify(files)})`)
  expect(JSON.stringify(there)).toBe(text)
  expect(JSON.stringify(onPhone.vectors)).toBe(text)
  expect(here.flatMap(({ actual }) => actual as unknown[]).length).toBeGreaterThan(20)
})

it('decides alike through the whole SDK: the clients, sessions and rules of an H5 room and of a mini-program room', async () => {
  const h5 = await inRoom<Evening>(
    `({ h5, live, rules, play }) => play.playRoom({ ...h5, ...live, ...rules }, ${JSON.stringify(quick)})`,
  )
  expect(JSON.stringify(h5)).toBe(JSON.stringify(onPhone.evening))
  const shown = h5.map(([moment, slots]) => {
    const chosen = Object.values(slots).flatMap(({ experience }) => experience ?? [])
    return [moment, chosen.filter((experience) => experience !== 'next-vote').join(', ')]
  })
  const coupon = 'welcome-coupon'
  const members = 'member-muscat, flash-orange, member-cherry'
  expect(shown).toEqual([
    ['outside', coupon],
    ['entered', coupon],
    ['青提 is explained', coupon],
    ['messages came', coupon],
    ['脐橙 is explained', `${coupon}, flash-orange`],
    ['the offer was seen, and 车厘子 is explained', `${coupon}, flash-orange`],
    ['ordered', members],
    ['two seconds were watched', members],
    ['three seconds were watched', `three-minutes-ticket, ${members}`],
    ['left', members],
  ])
})
