import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './setup.mjs'

await ensureBuilt()
const { replayCommand } = await import('../packages/collector/dist/index.js')
const config = fileURLToPath(new URL('../examples/01-shop/public/qianmian.json', import.meta.url))
process.exitCode = await replayCommand(process.argv.slice(2), { config: relative('', config) })
