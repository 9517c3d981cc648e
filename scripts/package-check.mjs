import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { root, run } from './run.mjs'

/** What would be wrong with a package once it is published: publint, and are-the-types-wrong, on what pnpm packs. */

const folder = join(root, 'packages', process.argv[2])
const { messages, pkg } = await publint({ pkgDir: folder, level: 'warning', pack: 'npm' })
for (const message of messages) console.error(formatMessage(message, pkg))

const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', join(root, 'node_modules/.qianmian')], {
  cwd: folder,
  encoding: 'utf8',
})
const [{ filename }] = JSON.parse(packed.stdout)
await run('npx', ['attw', join(root, 'node_modules/.qianmian', filename), '--format', 'ascii', '--quiet'])
if (messages.length) process.exit(1)
