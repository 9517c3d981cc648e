import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { root, run } from './run.mjs'

/** What would be wrong with a package once it is published: publint, and are-the-types-wrong, on what npm packs. */

const folder = join(root, 'packages', process.argv[2])
const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', join(root, 'node_modules/.qianmian')], {
  cwd: folder,
  encoding: 'utf8',
})
const [{ filename }] = JSON.parse(packed.stdout)
const tarball = join(root, 'node_modules/.qianmian', filename)

const { buffer } = new Uint8Array(readFileSync(tarball))
const { messages, pkg } = await publint({ level: 'warning', pack: { tarball: buffer } })
for (const message of messages) console.error(formatMessage(message, pkg))
await run('npx', ['attw', tarball, '--format', 'ascii', '--quiet'])
if (messages.length) process.exit(1)
