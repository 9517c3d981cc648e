import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ci from 'miniprogram-ci'
import { wxmlToJs } from 'miniprogram-compiler'

/**
 * What WeChat's own tools make of the packages and of the shops, without a network: they are packed as npm would publish them,
 * 构建 npm takes them, and every WXML, WXSS, JSON and JS compiles, those that uni-app has built among them. It throws where they refuse.
 */

const examples = fileURLToPath(new URL('../..', import.meta.url))
const packages = ['wechat', 'live']
const components = { 'qm-slot': '@qianmian/wechat/slot/index', 'qm-widget': '@qianmian/live/any/index' }
const templates = Object.values(components).map((path) => `miniprogram_npm/${path}.wxml`)

// What the tools would ask WeChat for: the limits of an app.
const limits = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 20,
  NavigateMiniprogramLimit: 10,
  MaxTabbarCount: 5,
  MinTabbarCount: 2,
}

const native = await compiled('02-mini-program', 'miniprogram')
const uni = await compiled('04-uni-app/dist/build/mp-weixin', '.')
console.log(`WeChat's packer and compiler take the packages and the shops: ${native} files, and ${uni} of uni-app's.`)
process.exit(0)

/** Packs and compiles one project, and says how many files came of it. `source` is where its `app.json` is. */
async function compiled(project, source) {
  const folder = mkdtempSync(join(tmpdir(), 'mini-program-'))
  const inside = (...path) => join(folder, ...path)
  cpSync(join(examples, project, source), inside(source), {
    recursive: true,
    filter: (path) => !path.includes('miniprogram_npm'),
  })
  cpSync(join(examples, project, 'project.config.json'), inside('project.config.json'))
  // The shops show no widgets of live rooms; their home pages know them here.
  const [home] = JSON.parse(readFileSync(inside(source, 'app.json'), 'utf8')).pages
  const page = JSON.parse(readFileSync(inside(source, `${home}.json`), 'utf8'))
  const usingComponents = { ...page.usingComponents, ...components }
  writeFileSync(inside(source, `${home}.json`), JSON.stringify({ ...page, usingComponents }))
  const dependencies = Object.fromEntries(packages.map((name) => [`@qianmian/${name}`, '*']))
  writeFileSync(inside('package.json'), JSON.stringify({ name: 'shop', dependencies }))
  for (const own of packages) {
    const from = join(examples, '../packages', own)
    const { files } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'))
    for (const name of ['package.json', ...files])
      cpSync(join(from, name), inside('node_modules/@qianmian', own, name), { recursive: true })
  }

  const packed = await ci.packNpmManually({
    packageJsonPath: inside('package.json'),
    miniprogramNpmDistDir: inside(source),
  })
  assert.deepEqual(packed, { miniProgramPackNum: packages.length, otherNpmPackNum: 0, warnList: [] })
  const scripts = await wxmlToJs(inside(source))
  for (const path of templates) assert.ok(scripts.includes(path), `${path} compiles`)

  // A key of the right form: nothing is uploaded, so nothing is signed.
  writeFileSync(inside('key'), '-----BEGIN RSA PRIVATE KEY-----\n')
  const opened = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: folder,
    privateKeyPath: inside('key'),
    ignores: ['node_modules/**/*'],
  })
  opened.attr = async () => ({ platform: false, appType: 0, isSandbox: false, released: false, setting: limits })
  const result = await ci.getCompiledResult(
    // Without these settings, scripts and styles are copied as they are, whatever is in them.
    { project: opened, version: '1.0.0', setting: { es6: true, minifyWXSS: true }, onProgressUpdate() {} },
    inside('compiled.zip'),
  )
  const names = Array.isArray(result) ? result : Object.keys(result)
  for (const path of templates) assert.ok(names.includes(path), `${path} is in the result`)
  rmSync(folder, { recursive: true })
  return names.length
}
