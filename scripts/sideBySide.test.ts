import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sideBySide } from './sideBySide.mjs'

const folder = mkdtempSync(join(tmpdir(), 'checks-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A command for Node, in one line, that knows `say`, `touch` and `until`, which waits for a file that another touches. */
const command = (body: string) => [
  process.execPath,
  '--input-type=module',
  '-e',
  `import { existsSync as there, writeFileSync, rmSync } from 'node:fs'; process.chdir(${JSON.stringify(folder)});
  const say = console.log, touch = (name) => writeFileSync(name, '');
  const until = async (name) => { while (!there(name)) await new Promise((go) => setTimeout(go, 10)) };
  ${body}`.replaceAll('\n', ' '),
]

async function shown(checks: Parameters<typeof sideBySide>[0], atOnce = 2) {
  const texts: string[] = []
  const sums = await sideBySide(checks, { atOnce, show: (text) => void texts.push(text) })
  return { lines: texts.join('').split('\n').filter(Boolean), sums: Object.fromEntries(sums) }
}

const passed = { passed: 1, failed: 0 }

it('runs checks beside one another, and shows one behind the other', async () => {
  const { lines, sums } = await shown([
    { name: 'slow', commands: [command(`say(1); touch('begun'); await until('last'); say(2)`)] },
    { name: 'fast', commands: [command(`await until('begun'); say('a')`), command(`say('b')`)] },
    { name: 'last', commands: [command(`say('z'); touch('last')`)] },
  ])
  expect(lines).toEqual(['— slow', '1', '2', '— fast', 'a', 'b', '— last', 'z'])
  expect(sums).toEqual({ slow: passed, fast: passed, last: passed })
})

it('runs no more at once than it may', async () => {
  const alone = `if (there('here')) process.exit(1); touch('here'); setTimeout(() => rmSync('here'), 100)`
  const { sums } = await shown(
    ['a', 'b', 'c'].map((name) => ({ name, commands: [command(alone)] })),
    1,
  )
  expect(sums).toEqual({ a: passed, b: passed, c: passed })
})

it('leaves out what needs a check that has failed, and what needs that', async () => {
  const { lines, sums } = await shown([
    { name: 'build', commands: [command(`say('no'); process.exitCode = 3`), command(`say('never')`)] },
    { name: 'examples', commands: [command(`say('never')`)], needs: ['build'] },
    { name: 'size', commands: [command(`say('never')`)], needs: ['examples'] },
    { name: 'lint', commands: [command(`say('fine')`)] },
  ])
  expect(lines).toEqual(['— build', 'no', expect.stringMatching(/^✗ build: .* ended with code 3$/), '— lint', 'fine'])
  expect(sums).toEqual({ build: { passed: 0, failed: 1 }, lint: passed })
})

it('sums up what a check counts, and marks it where something has failed', async () => {
  const count = (ended: boolean) => ({ passed: 7, failed: ended ? 0 : 2 })
  const { lines, sums } = await shown([
    { name: 'unit', commands: [command('')], count },
    { name: 'e2e', commands: [['no-such-command']], count },
  ])
  expect(lines).toEqual(['— unit', '— e2e', expect.stringMatching(/^✗ e2e: no-such-command did not start/)])
  expect(sums).toEqual({ unit: { passed: 7, failed: 0 }, e2e: { passed: 7, failed: 2 } })
})
