import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** A command of pnpm in the version that package.json names, without a global install. */
export const pnpmCommand = (...args) => ['npx', '--yes', packageManager, ...args]

/** Runs such a command. It prints to where errors go: the output is that of the script which needed it. */
export function pnpm(...args) {
  const [npx, ...rest] = pnpmCommand(...args)
  return run(npx, rest, { stdio: ['inherit', 2, 2] })
}

/** The packages that are built, in the order of their dependencies. */
export const built = ['core', 'rules', 'h5', 'wechat', 'live', 'collector', 'cli']

const manifests = ['package.json', ...workspaces().map((folder) => `${folder}/package.json`), 'pnpm-lock.yaml']

/** Installs what the lock file says, unless that is what was installed the last time. */
export function ensureInstalled() {
  return once('install', manifests, ['node_modules'], () => pnpm('install', '--frozen-lockfile'))
}

/** Installs, and builds every package, unless nothing has changed since the last time. */
export async function ensureBuilt() {
  await ensureInstalled()
  const sources = built.map((name) => `packages/${name}/src`)
  const outputs = built.map((name) => `packages/${name}/dist`)
  await once('build', [...manifests, ...sources, 'rollup.config.mjs', 'tsconfig.base.json'], outputs, () =>
    pnpm('build'),
  )
}

/** Does `work` unless the inputs are as they were when it last succeeded and what it makes is there. */
async function once(name, inputs, outputs, work) {
  const folder = join(root, 'node_modules/.qianmian')
  const stamp = join(folder, name)
  const print = fingerprint(inputs)
  const there = outputs.every((path) => existsSync(join(root, path)))
  if (there && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return
  await work()
  mkdirSync(folder, { recursive: true })
  writeFileSync(stamp, print)
}

function fingerprint(inputs) {
  const hash = createHash('sha256')
  for (const path of inputs.flatMap(filesBelow))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}

function workspaces() {
  return ['packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => existsSync(join(root, path, 'package.json'))),
  )
}
