import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { dts } from 'rollup-plugin-dts'
import { es2015 } from './scripts/es2015.mjs'
import { typescript } from './scripts/typescript.mjs'

/** The widgets of live rooms: each is an entry, and a component of a mini-program. */
const widgets = [
  'product',
  'coupon',
  'countdownOffer',
  'lottery',
  'redPacket',
  'watchReward',
  'checkIn',
  'challenge',
  'tasks',
  'leaderboard',
  'vote',
]

/** One component for each, and one that shows any of them. */
const widgetComponents = ['any', ...widgets]

/** Each package's entries: the name in `dist` → the source file. */
const packages = {
  core: { index: 'index' },
  rules: { index: 'index', 'words/index': 'words/index', 'check/index': 'check/index' },
  h5: { index: 'index' },
  live: {
    index: 'index',
    'frame/index': 'frame/index',
    ...Object.fromEntries(['index', ...widgets].map((name) => [`widgets/${name}`, `widgets/${name}`])),
  },
  collector: { index: 'index', bin: 'bin' },
  cli: { index: 'index', bin: 'bin' },
}

/** Entries that a page may also load by themselves: each is one file, that shares nothing with another. */
const alone = { h5: { debug: 'debug/index', snippet: 'snippet' } }

/** Files that are served or shipped as they are. */
const assets = { collector: [['src/live/page', 'dist/live']] }

/** Builds for a script tag: [package, source file, name in `dist`]. All of them add to one global. */
const scripts = [
  ['h5', 'script', 'qianmian'],
  ['h5', 'fullScript', 'qianmian.full'],
]

const existing = (entries, folder) =>
  Object.fromEntries(
    Object.entries(entries)
      .map(([name, file]) => [name, `${folder}/src/${file}.ts`])
      .filter(([, path]) => existsSync(path)),
  )

/** Lets a package carry a JSON file of its own as a module. */
const json = { name: 'json', transform: (code, id) => (id.endsWith('.json') ? `export default ${code}` : null) }

const copy = (folder, pairs) => ({
  name: 'copy',
  writeBundle() {
    for (const [from, to] of pairs)
      if (existsSync(`${folder}/${from}`)) cpSync(`${folder}/${from}`, `${folder}/${to}`, { recursive: true })
  },
})

/** `ONLY=live,h5 pnpm build` builds these packages and leaves the others as they are. */
const only = process.env.ONLY?.split(',')
const isWanted = (name) => !only || only.includes(name)

// Chunks carry a hash in their name: without this, those of earlier builds would be published too.
for (const name of [...Object.keys(packages), 'wechat'].filter(isWanted))
  for (const dist of ['dist', 'miniprogram_dist']) rmSync(`packages/${name}/${dist}`, { recursive: true, force: true })

const builds = Object.entries(packages).flatMap(([name, entries]) => {
  if (!isWanted(name)) return []
  const folder = `packages/${name}`
  const input = existing(entries, folder)
  const single = existing(alone[name] ?? {}, folder)
  if (!Object.keys(input).length) return []
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const external = (id) => id.startsWith('node:') || dependencies.some((own) => id === own || id.startsWith(`${own}/`))
  const output = (format, extension) => ({
    dir: `${folder}/dist`,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name]-[hash].${extension}`,
  })
  const { bin, ...importable } = input
  const code = (input, outputs) => ({
    input,
    external,
    plugins: [json, typescript(), copy(folder, assets[name] ?? [])],
    output: outputs,
  })
  return [
    ...[importable, ...Object.entries(single).map(([entry, path]) => ({ [entry]: path }))].map((entry) =>
      code(entry, [output('es', 'js'), output('cjs', 'cjs')]),
    ),
    ...(bin ? [code({ bin }, [{ ...output('es', 'js'), banner: '#!/usr/bin/env node' }])] : []),
    {
      input: { ...importable, ...single },
      external,
      plugins: [dts({ tsconfig: `${folder}/tsconfig.json`, compilerOptions: { paths: {} } })],
      output: [output('es', 'd.ts'), output('es', 'd.cts')],
    },
  ]
})

const scriptBuilds = scripts
  .filter(([name, file]) => isWanted(name) && existsSync(`packages/${name}/src/${file}.ts`))
  .map(([name, file, built]) => ({
    input: `packages/${name}/src/${file}.ts`,
    plugins: [nodeResolve({ browser: true }), typescript(), terser()],
    output: { file: `packages/${name}/dist/${built}.min.js`, format: 'iife', name: 'qianmian', extend: true },
  }))

/**
 * The mini-program's build, with core and the rules inside: what WeChat packs may have no dependency in newer syntax. CommonJS
 * in the folder that the `miniprogram` field names, modules in `dist` for Taro, uni-app and other bundlers. Entries below a
 * folder are components, for the host alone. `shared` is what they share with an app's own code: one file for all, since a
 * bundler that takes a component from the one folder and the app's imports from the other would have two that do not meet.
 */
function miniProgram(name, entries, { shared, assets = [], dist = 'dist' }) {
  if (!isWanted(name)) return []
  const folder = `packages/${name}`
  const input = existing(entries, folder)
  const output = (format, dir, extension) => ({
    dir: `${folder}/${dir}`,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name].${extension}`,
    manualChunks: (id) =>
      shared.test(id) ? 'shared' : /(core|rules)\/dist|helpers/.exec(id)?.[0].replace('/dist', ''),
    paths: () => `${dist.replace(/[^/]+/g, '..')}/miniprogram_dist/shared.js`,
    // Functions that stand in the place of their one call are smaller, but not once they are compressed.
    plugins: [terser({ ecma: 2015, compress: { passes: 2, reduce_funcs: false } })],
  })
  const types = (extension) => ({ dir: `${folder}/${dist}`, entryFileNames: `[name].${extension}` })
  const plugins = [nodeResolve(), typescript(), es2015(), copy(folder, assets)]
  const importable = Object.fromEntries(Object.entries(input).filter(([name]) => !name.includes('/')))
  return [
    { input, output: output('cjs', 'miniprogram_dist', 'js'), plugins },
    {
      input: importable,
      external: (id) => shared.test(id),
      output: [output('es', dist, 'mjs'), output('cjs', dist, 'cjs')],
      plugins,
    },
    {
      input: importable,
      plugins: [dts({ tsconfig: `${folder}/tsconfig.json`, compilerOptions: { paths: {} }, respectExternal: true })],
      output: [types('d.ts'), types('d.mts'), types('d.cts')],
    },
  ]
}

export default [
  ...builds,
  ...scriptBuilds,
  ...miniProgram(
    'wechat',
    { index: 'index', personalize: 'personalize', 'slot/index': 'slot/index' },
    {
      shared: /wechat\/src\/(slot\/defineSlot|whenSeen)\.ts$/,
      assets: [['src/slot/component', 'miniprogram_dist/slot']],
    },
  ),
  ...miniProgram(
    'live',
    {
      index: 'miniprogram/index',
      widgets: 'miniprogram/widgets',
      ...Object.fromEntries(widgetComponents.map((name) => [`${name}/index`, `miniprogram/components/${name}`])),
    },
    {
      shared: /live\/src\/miniprogram\/definedActivities\.ts$/,
      dist: 'dist/miniprogram',
      assets: [
        ['src/miniprogram/template', 'miniprogram_dist'],
        ...widgetComponents.map((name) => ['src/miniprogram/component', `miniprogram_dist/${name}`]),
      ],
    },
  ),
]
