import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './median.mjs'

const CHILD = fileURLToPath(new URL('./coldStartChild.mjs', import.meta.url))
const SAMPLES = 5

/**
 * The median time from a document's text to the first decisions, `{ name: ms }`, each time in a new process, as a page
 * loads: nothing is compiled by the JIT yet. Loading the library's own code is not counted.
 */
export function coldStart(contenders, rules) {
  const samples = new Map(contenders.map(({ name }) => [name, []]))
  const texts = contenders.map((contender) => contender.write(rules))
  for (let i = 0; i < SAMPLES; i++) {
    contenders.forEach(({ name }, index) => {
      const { stdout, status, stderr } = spawnSync(process.execPath, [CHILD, name], { input: texts[index] })
      if (status !== 0) throw new Error(`${name}: ${stderr}`)
      samples.get(name).push(Number(stdout))
    })
  }
  return Object.fromEntries([...samples].map(([name, times]) => [name, median(times)]))
}
