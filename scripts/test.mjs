import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { root, run } from './run.mjs'
import { built, ensureInstalled, pnpm } from './setup.mjs'

/** `npm test`: sets up what it needs, runs every check, and sums them up in one closing line. */

let passed = 0
let failed = 0

await ensureInstalled()
mkdirSync(join(root, 'node_modules/.qianmian'), { recursive: true })

const builds = await check('build', () => pnpm('build'))
await check('lint', () => pnpm('lint'))
await check('types', () => pnpm('types'))
await check('changeset', () => pnpm('exec', 'node', 'scripts/changesets.mjs'))
if (builds) {
  await check('size', () => pnpm('exec', 'size-limit'))
  for (const name of built)
    await check(`package ${name}`, () => pnpm('exec', 'node', 'scripts/package-check.mjs', name))
}
await suite('unit')
const shops =
  builds && (await check('examples', () => pnpm('--filter', './examples/*', 'run', '--if-present', 'build')))
if (shops) await check('mini-program tools', miniProgramTools)
const chromium = shops && (await ensureChromium())
if (chromium) {
  await suite('e2e', { CHROMIUM_PATH: chromium })
} else if (process.env.CI) {
  await check('e2e', () => Promise.reject(new Error('there is no Chromium to run the end-to-end tests in')))
} else if (shops) {
  console.log('\nNo Chromium here, so the end-to-end tests did not run. Install one, or name it in CHROMIUM_PATH.')
}

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

/** WeChat's own packer and compiler, which are not of the workspace: they are large, and of use to nothing else. */
async function miniProgramTools() {
  const folder = 'examples/02-mini-program/official'
  await pnpm('--dir', folder, 'install', '--frozen-lockfile').catch((error) => {
    throw new Error(`WeChat's tools could not be installed from the npm registry: ${error.message}`)
  })
  await run('node', [`${folder}/check.mjs`])
}

/** Runs one check and counts it. */
async function check(name, work) {
  console.log(`\n— ${name}`)
  try {
    await work()
    passed++
    return true
  } catch (error) {
    console.error(`✗ ${name}: ${error.message}`)
    failed++
    return false
  }
}

/** Runs one of vitest's projects and counts its tests; a run that ends badly without a failed test counts as one. */
async function suite(project, env = {}) {
  console.log(`\n— ${project}`)
  const report = join(root, `node_modules/.qianmian/${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  let ended = true
  try {
    await run('npx', ['vitest', 'run', '--project', project, ...reporters], { env: { ...process.env, ...env } })
  } catch {
    ended = false
  }
  const { numPassedTests = 0, numFailedTests = 0 } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  passed += numPassedTests
  failed += numFailedTests || (ended && numPassedTests ? 0 : 1)
}
