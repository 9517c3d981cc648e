import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { root } from './run.mjs'
import { built, ensureInstalled, pnpmCommand } from './setup.mjs'
import { sideBySide } from './sideBySide.mjs'

/** `npm test`: sets up what it needs, runs every check, and sums them up in one closing line. */

const reports = join(root, 'node_modules/.qianmian')
const official = 'examples/02-mini-program/official'

const checks = [
  { name: 'build', commands: [['npm', 'run', '--silent', 'build']] },
  { name: 'lint', commands: [['npm', 'run', '--silent', 'lint']] },
  { name: 'changeset', commands: [['node', 'scripts/changesets.mjs']] },
  suite('unit'),
  {
    name: 'examples',
    needs: ['build'],
    commands: [pnpmCommand('--filter', './examples/*', 'run', '--if-present', 'build')],
  },
  {
    // WeChat's own packer and compiler are not of the workspace: they are large, and of use to nothing else.
    name: 'mini-program tools',
    needs: ['examples'],
    commands: [pnpmCommand('--dir', official, 'install', '--frozen-lockfile'), ['node', `${official}/check.mjs`]],
  },
  { name: 'types', needs: ['build'], commands: [['npm', 'run', '--silent', 'types']] },
  { name: 'size', needs: ['build'], commands: [['npx', 'size-limit']] },
  ...built.map((name) => ({
    name: `package ${name}`,
    needs: ['build'],
    commands: [['node', 'scripts/package-check.mjs', name]],
  })),
]

await ensureInstalled()
mkdirSync(reports, { recursive: true })
const [sums, chromium] = await Promise.all([sideBySide(checks), ensureChromium()])

// Here time matters: one after the other, and nothing beside them.
const shops = sums.get('examples')?.failed === 0
const timed = [suite('unit, timed')]
if (shops && chromium) timed.push(suite('e2e', ['e2e', 'e2e, timed'], { CHROMIUM_PATH: chromium }))
for (const [name, sum] of await sideBySide(timed, { atOnce: 1 })) sums.set(name, sum)
if (shops && !chromium && process.env.CI) {
  console.error('\n✗ e2e: there is no Chromium to run the end-to-end tests in')
  sums.set('e2e', { passed: 0, failed: 1 })
} else if (shops && !chromium)
  console.log('\nNo Chromium here, so the end-to-end tests did not run. Install one, or name it in CHROMIUM_PATH.')

const bad = [...sums].filter(([, { failed }]) => failed).map(([name]) => name)
if (bad.length) console.log(`\n✗ ${bad.join(', ')}: see above, behind “— ${bad[0]}”`)
const total = (key) => [...sums.values()].reduce((sum, one) => sum + one[key], 0)
console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = bad.length ? 1 : 0

/** Projects of vitest, counted by their tests; a run that ends badly without a failed test counts as one. */
function suite(name, projects = [name], env = {}) {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  rmSync(report, { force: true })
  return {
    name,
    env,
    commands: [['npx', 'vitest', 'run', ...projects.map((project) => `--project=${project}`), ...reporters]],
    count(ended) {
      const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
      const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = told
      return { passed, failed: failed || (ended && passed ? 0 : 1) }
    },
  }
}
