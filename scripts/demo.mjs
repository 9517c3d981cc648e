import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'
import { ensureBuilt, pnpm } from './setup.mjs'

/** `npm run demo`: the collector, the fruit shop and its live room on this machine, until Ctrl-C. */

const WRITE_KEY = 'demo'
const TOKEN = 'demo-token'
const port = (name, usual) => Number(process.env[name] ?? usual)

await ensureBuilt()
await pnpm('--filter', './examples/01-shop', '--filter', './examples/03-live-room', 'build')

const { createCollector } = await import('../packages/collector/dist/index.js')
const { serveShop } = await import('../examples/01-shop/serve.mjs')
const { serveRoom } = await import('../examples/03-live-room/serve.mjs')

const data = process.env.QIANMIAN_DATA ?? join(root, '.qianmian/demo')
mkdirSync(data, { recursive: true })
const collector = createCollector({
  port: port('COLLECTOR_PORT', 4318),
  data,
  writeKeys: [WRITE_KEY],
  token: TOKEN,
  config: ['01-shop', '03-live-room'].map((name) => join(root, 'examples', name, 'public/qianmian.json')),
})
await collector.listen()
const shop = await serveShop({ port: port('SHOP_PORT', 4310), endpoint: collector.url })
const room = await serveRoom({ port: port('ROOM_PORT', 4311), endpoint: collector.url, token: TOKEN })

console.log(`
  枝上鲜果 the shop             ${shop.url}
  … as a visitor from Douyin   ${shop.url}/?utm_source=douyin
  Its live room                ${room.url}
  … as a member of the shop    ${room.url}/?member=8001
  … three minutes in thirty s  ${room.url}/?minute=10
  Live: events and experiences ${collector.url}/live#token=${TOKEN}
  The report of the live room  ${collector.url}/live/room.html#token=${TOKEN}
  The rules, to edit and save  examples/01-shop/public/qianmian.json

  Events are kept in ${data}
  Ctrl-C ends all of it.
`)

let ending = false
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (ending) return
    ending = true
    await room.close()
    await shop.close()
    await collector.close()
    console.log('\nAll have stopped.')
    process.exit(0)
  })
}
