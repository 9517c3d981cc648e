import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** The type check: each package with what its own hosts know, then all tests, then the examples on what was built. */

const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
const configs = (folder) => readdirSync(join(root, folder)).filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
const projects = [...below('packages'), '.', ...below('examples')].flatMap((folder) =>
  folder === '.' ? folder : configs(folder).map((name) => `${folder}/${name}`),
)
for (const project of projects) {
  console.log(project === '.' ? 'tests' : project)
  await run('npx', ['tsc', '-p', project])
}
