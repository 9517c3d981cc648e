import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { root } from './run.mjs'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands run one after the other in the project's folder, as long as they end well
 * @property {readonly string[]} [needs] checks before it in the list; it is left out where one of them has not passed
 * @property {Record<string, string>} [env] beside the environment that is there
 * @property {(ended: boolean) => Sum} [count] what it sums up to, by whether it ended well; itself, unless it says otherwise
 *
 * @typedef {{ passed: number, failed: number }} Sum
 */

/**
 * Runs checks side by side, as many as there are processors, and shows what they print as if one had run after the other: the
 * first that is not over prints as it goes, and what those behind it print is kept until it is their turn.
 * @param {readonly Check[]} checks
 * @param {{ atOnce?: number, show?: (text: string) => void }} [options]
 * @returns {Promise<Map<string, Sum>>} by name, of each check that was not left out
 */
export async function sideBySide(checks, options = {}) {
  const { atOnce = availableParallelism(), show = (text) => process.stdout.write(text) } = options
  const slots = openSlots(atOnce)
  const page = openPage(show)
  const sums = new Map()
  const ends = new Map()

  async function run({ name, commands, needs = [], env, count = itself }, writer) {
    await Promise.all(needs.map((needed) => ends.get(needed)))
    if (needs.every((needed) => sums.get(needed)?.failed === 0)) {
      const leave = await slots.enter()
      writer.write(`\n— ${name}\n`)
      const wrong = await firstFailure(commands, env, writer.write)
      const sum = count(!wrong)
      sums.set(name, sum)
      if (sum.failed) writer.write(`✗ ${name}${wrong ? `: ${wrong}` : ''}\n`)
      leave()
    }
    writer.end()
  }

  for (const check of checks) ends.set(check.name, run(check, page.writer()))
  await Promise.all(ends.values())
  return sums
}

const itself = (ended) => ({ passed: ended ? 1 : 0, failed: ended ? 0 : 1 })

/** Room for so many; who comes first enters first. */
function openSlots(free) {
  const queue = []
  const leave = () => {
    const next = queue.shift()
    if (next) next(leave)
    else free++
  }
  return {
    enter: () =>
      new Promise((resolve) => {
        if (!free) return queue.push(resolve)
        free--
        resolve(leave)
      }),
  }
}

/** What several write at once, shown one behind the other. */
function openPage(show) {
  const writers = []
  const showWhatIsDue = () => {
    while (writers.length) {
      show(writers[0].texts.splice(0).join(''))
      if (!writers[0].isOver) return
      writers.shift()
    }
  }
  return {
    writer() {
      const own = { texts: [], isOver: false }
      writers.push(own)
      return {
        write(text) {
          own.texts.push(text)
          showWhatIsDue()
        },
        end() {
          own.isOver = true
          showWhatIsDue()
        },
      }
    },
  }
}

/** Runs commands in turn; tells of the first that fails how it ended, and null where none does. */
async function firstFailure(commands, env, write) {
  for (const command of commands) {
    const ended = await run(command, env, write)
    if (ended) return `${command.join(' ')} ${ended}`
  }
  return null
}

function run([command, ...args], env, write) {
  return new Promise((resolve) => {
    const colour = process.stdout.isTTY && { FORCE_COLOR: '1' }
    const child = spawn(command, args, {
      cwd: root,
      env: { ...colour, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', write)
    child.once('error', ({ message }) => resolve(`did not start: ${message}`))
    child.once('close', (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? `code ${code}`}`))
  })
}
