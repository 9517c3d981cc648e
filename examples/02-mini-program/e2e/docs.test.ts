import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { has } from './countOf.js'
import { openStage } from './stage.js'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, 'docs', path), 'utf8')
const blocks = (path: string, language: string) =>
  [...read(path).matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!)

/** The files of the page, by the path in their first line; every `app.js` is another mini-program. */
const files = (path: string) =>
  blocks(path, 'js').flatMap((code) => {
    const [, name] = /^\/\/ (\S+\.js)/.exec(code) ?? []
    return name ? [{ name, code }] : []
  })
const apps = files('wechat.md').filter(({ name }) => name === 'app.js')
const appWith = (part: string) => apps.findIndex(({ code }) => code.includes(part))
const config = {
  schema: 1,
  id: 'docs',
  revision: 1,
  slots: { home_hero: { default: { type: 'banner', title: '今日鲜果' } } },
  experiences: [],
}

let stage: Awaited<ReturnType<typeof openStage>>
const folder = mkdtempSync(join(tmpdir(), 'docs-'))
beforeAll(async () => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const pages = ['pages/home/index', 'pages/cart/index', 'pages/pay/index']
  write('app.json', JSON.stringify({ pages, tabBar: { list: [] } }))
  write('app.js', `require('./apps/' + wx.getEnterOptionsSync().query.app)`)
  apps.forEach(({ code }, i) => {
    write(`apps/${i}.js`, code)
  })
  for (const { name, code } of files('wechat.md')) if (name !== 'app.js') write(name, code)
  write('pages/home/index.json', blocks('wechat.md', 'json')[0]!)
  const cards = '<view wx:for="{{goods}}" wx:key="*this" class="card" data-id="{{item}}" bindtap="more">{{item}}</view>'
  write('pages/home/index.wxml', blocks('wechat.md', 'html')[0]! + cards)
  write('pages/cart/index.json', '{}')
  write('pages/cart/index.wxml', '<button bindtap="add">加入购物车</button>')
  write('pages/pay/index.json', '{}')
  write('pages/pay/index.wxml', '<text>{{src}}</text>')
  cpSync(join(root, 'packages/wechat/miniprogram_dist'), join(folder, 'miniprogram_npm/@qianmian/wechat'), {
    recursive: true,
  })
  stage = await openStage({}, folder)
})
afterAll(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true })
})

/** A phone on which the addresses of the page lead to the stage's collector, and to the document above. */
async function phone() {
  const phone = await stage.phone()
  const open = { 'access-control-allow-origin': '*' }
  await phone.page.route('https://cdn.example.com/**', (route) => route.fulfill({ json: config, headers: open }))
  await phone.page.route('https://collect.example.com/**', async (route) => {
    const path = new URL(route.request().url()).pathname
    const answer = await fetch(stage.endpoint + path, { method: 'POST', body: route.request().postData() })
    await route.fulfill({ status: answer.status, body: await answer.text(), headers: open })
  })
  await phone.page.addInitScript(() => Object.defineProperty(window, 'tt', { get: () => Reflect.get(window, 'wx') }))
  return phone
}

it('has the same files in both languages', () => {
  const plain = (path: string) => files(path).map(({ code }) => code.replace(/\/\/.*/g, ''))
  expect(plain('zh/wechat.md')).toEqual(plain('wechat.md'))
  expect(blocks('zh/wechat.md', 'json')).toEqual(blocks('wechat.md', 'json'))
  expect(blocks('zh/wechat.md', 'html')).toEqual(blocks('wechat.md', 'html'))
  expect(apps.length).toBeGreaterThan(4)
})

it('runs every app.js as it stands', async () => {
  const phones = []
  for (let i = 0; i < apps.length; i++) {
    const one = await phone()
    await one.launch(`/pages/home/index?app=${i}`)
    phones.push(one)
  }
  for (const { stored, faults } of phones) {
    expect(has('Session Started')(await stored(has('Session Started')))).toBe(true)
    expect(faults).toEqual([])
  }
})

it('records what the table says, and shows the slot', async () => {
  const { page, launch, stored } = await phone()
  await launch(`/pages/home/index?app=${appWith('defineSlot')}`)
  await page.getByText('今日鲜果').waitFor()
  await page.getByText('peach').tap()
  await page.getByText('melon').waitFor()
  const events = await stored((all) => has('Element Exposed', 3)(all) && has('Element Tapped')(all))
  const seen = events.filter(({ event }) => event === 'Element Exposed').map(({ properties }) => properties.dataset)
  for (const id of ['grape', 'peach', 'melon']) expect(seen).toContainEqual({ id })
  expect(seen).toHaveLength(3)
  expect(has('Application Opened')(events) && has('page')(events)).toBe(true)
})

it('records what a page says of its own', async () => {
  const { page, launch, stored } = await phone()
  await launch('/pages/cart/index?app=0')
  await page.getByText('加入购物车').tap()
  const events = await stored((all) => has('Product Added')(all) && has('Element Tapped')(all))
  const added = events.filter(({ event }) => event === 'Product Added')
  expect(added.map(({ properties }) => properties)).toEqual([{ product_id: 'grape', price: 19.9 }])
})

it('carries the visitor into a web view', async () => {
  const { page, launch } = await phone()
  await launch(`/pages/pay/index?app=${appWith('linker()')}`)
  await page.getByText('https://shop.example.com/pay?qm_id=').waitFor()
})
