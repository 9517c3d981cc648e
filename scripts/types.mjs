import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/**
 * The type check: each package with what its own hosts know, then all tests, then the examples on what was built. One run of
 * the compiler takes them all, since it reads the libraries' types once then.
 */

const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
const configs = (folder) => readdirSync(join(root, folder)).filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
const projects = [...below('packages'), '.', ...below('examples')].flatMap((folder) =>
  folder === '.' ? 'tsconfig.json' : configs(folder).map((name) => `${folder}/${name}`),
)
await run('npx', ['tsc', '--build', ...projects])
console.log(`${projects.length} projects are of the right types.`)
