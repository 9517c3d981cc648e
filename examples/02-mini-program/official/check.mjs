import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ci from 'miniprogram-ci'
import { wxmlToJs } from 'miniprogram-compiler'

/**
 * What WeChat's own tools make of the package and of the shop, without a network: the package is packed as npm would publish it,
 * 构建 npm takes it, and every WXML, WXSS, JSON and JS compiles. It throws where they refuse.
 */

const shop = fileURLToPath(new URL('..', import.meta.url))
const wechat = join(shop, '../../packages/wechat')
const folder = mkdtempSync(join(tmpdir(), 'mini-program-'))
const inside = (...path) => join(folder, ...path)

cpSync(join(shop, 'miniprogram'), inside('miniprogram'), {
  recursive: true,
  filter: (path) => !path.includes('miniprogram_npm'),
})
cpSync(join(shop, 'project.config.json'), inside('project.config.json'))
writeFileSync(inside('package.json'), JSON.stringify({ name: 'shop', dependencies: { '@qianmian/wechat': '*' } }))
const { files } = JSON.parse(readFileSync(join(wechat, 'package.json'), 'utf8'))
for (const name of ['package.json', ...files])
  cpSync(join(wechat, name), inside('node_modules/@qianmian/wechat', name), { recursive: true })

const packed = await ci.packNpmManually({
  packageJsonPath: inside('package.json'),
  miniprogramNpmDistDir: inside('miniprogram'),
})
assert.deepEqual(packed, { miniProgramPackNum: 1, otherNpmPackNum: 0, warnList: [] })

const templates = await wxmlToJs(inside('miniprogram'))
assert.ok(templates.includes('miniprogram_npm/@qianmian/wechat/slot/index.wxml'))

// A key of the right form: nothing is uploaded, so nothing is signed.
writeFileSync(inside('key'), '-----BEGIN RSA PRIVATE KEY-----\n')
const project = new ci.Project({
  appid: 'wx0000000000000000',
  type: 'miniProgram',
  projectPath: folder,
  privateKeyPath: inside('key'),
})
// What the tools would ask WeChat for: the limits of an app.
const limits = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 20,
  NavigateMiniprogramLimit: 10,
  MaxTabbarCount: 5,
  MinTabbarCount: 2,
}
project.attr = async () => ({ platform: false, appType: 0, isSandbox: false, released: false, setting: limits })
const compiled = await ci.getCompiledResult(
  { project, version: '1.0.0', setting: { es6: false, minify: false }, onProgressUpdate() {} },
  inside('compiled.zip'),
)
const names = Array.isArray(compiled) ? compiled : Object.keys(compiled)
assert.ok(names.includes('miniprogram_npm/@qianmian/wechat/slot/index.wxml'), 'the slot component is in the result')
rmSync(folder, { recursive: true })
console.log(`WeChat's packer and compiler take the package and the shop: ${names.length} files.`)
process.exit(0)
