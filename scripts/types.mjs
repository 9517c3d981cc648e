import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** The type check: each package with what its own host knows, then all tests, then the examples on what was built. */

const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
const projects = [...below('packages'), '.', ...below('examples')].filter((path) =>
  existsSync(join(root, path, 'tsconfig.json')),
)
for (const project of projects) {
  console.log(project === '.' ? 'tests' : project)
  await run('npx', ['tsc', '-p', project])
}
