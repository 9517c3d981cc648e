import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'

/**
 * What a storm of 200 likes and 50 comments a second costs the page's main thread, in real Chromium with rules that read
 * `live.…`: CPU time by the DevTools protocol, less what the same timers take when they do nothing.
 *
 * pnpm --filter @qianmian/live bench [seconds]
 */

const seconds = Number(process.argv[2] ?? 60)
const source = fileURLToPath(new URL('../e2e/page/load.ts', import.meta.url))
const { outputFiles } = await build({ entryPoints: [source], bundle: true, minify: true, format: 'esm', write: false })
const events = new Map()
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (request.method === 'POST') {
    const body = Buffer.concat(await request.toArray())
    const { batch } = JSON.parse(searchParams.get('encoding') === 'gzip' ? gunzipSync(body) : body)
    for (const event of batch) events.set(event.messageId, event)
    response.end('{}')
  } else if (pathname === '/load.js') response.setHeader('content-type', 'text/javascript').end(outputFiles[0].text)
  else
    response.setHeader('content-type', 'text/html').end('<!doctype html><script type="module" src="/load.js"></script>')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
})

async function measure(idle) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`http://localhost:${server.address().port}/`)
  await page.waitForFunction(() => window.storm)
  await page.waitForTimeout(2000)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const work = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration').value
  }
  const before = await work()
  const pushed = await page.evaluate(([seconds, idle]) => window.storm(seconds, idle), [seconds, idle])
  const share = ((await work()) - before) / seconds
  await page.evaluate(() => window.leaveRoom())
  await context.close()
  return { share, pushed }
}

const idle = await measure(true)
events.clear()
const busy = await measure(false)
await browser.close()
server.close()

const percent = (share) => `${(share * 100).toFixed(2)} %`
const sum = (name, property) =>
  [...events.values()].reduce(
    (total, { event, properties }) => total + (event === name ? (properties[property] ?? 0) : 0),
    0,
  )
const { ownLikes, likes, comments, longTasks } = busy.pushed
console.log(`| ${seconds} s of 200 likes and 50 comments a second | |`)
console.log('| --- | ---: |')
console.log(`| main thread, all of it | ${percent(busy.share)} of one core |`)
console.log(`| the same timers doing nothing | ${percent(idle.share)} |`)
console.log(`| so the room's part | ${percent(busy.share - idle.share)} |`)
console.log(`| long tasks; when the timers do nothing | ${longTasks}; ${idle.pushed.longTasks} |`)
console.log(`| own likes pushed, recorded | ${ownLikes}, ${sum('Live Liked', 'count')} |`)
console.log(`| others' likes pushed, recorded | ${likes}, ${sum('Live Activity Counted', 'likes')} |`)
console.log(`| comments pushed, recorded | ${comments}, ${sum('Live Activity Counted', 'comments')} |`)
console.log(`| events for all that | ${events.size} |`)
