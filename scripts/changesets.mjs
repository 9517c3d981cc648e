import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** Fails when a changeset names a package that does not exist, or says nothing. */

const names = new Set(
  readdirSync(join(root, 'packages')).map(
    (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).name,
  ),
)
const folder = join(root, '.changeset')
const wrong = readdirSync(folder)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .flatMap((file) => {
    const [, head = '', text = ''] = readFileSync(join(folder, file), 'utf8').split(/^---$/m)
    const packages = [...head.matchAll(/['"](@qianmian\/\w+)['"]: (patch|minor|major)/g)].map((found) => found[1])
    const unknown = packages.filter((name) => !names.has(name))
    return packages.length && text.trim() && !unknown.length
      ? []
      : [`.changeset/${file} names ${unknown.join(', ') || 'no package'}`]
  })
for (const line of wrong) console.error(line)
if (wrong.length) process.exit(1)
console.log('Every changeset names packages and says what changed.')
