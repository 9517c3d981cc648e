import { median } from './median.mjs'

const WARM_UP_MS = 300
const SAMPLE_MS = 20
const ROUNDS = 11

/**
 * The median time of each task, `{ name: ms }`. A task is `{ name, run, cycle, isAsync }`; a sample holds whole cycles
 * of runs. Tasks are sampled in turns, so that a disturbance of the machine meets all of them. Before each sample the
 * garbage of the others is collected, and the task runs for as long as a sample: a collection throws away compiled code.
 */
export async function measure(tasks) {
  const repeats = []
  for (const task of tasks) repeats.push(await repeatsFor(task))
  const samples = tasks.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, task] of tasks.entries()) {
      globalThis.gc()
      await time(task, repeats[i])
      samples[i].push((await time(task, repeats[i])) / repeats[i])
    }
  }
  return Object.fromEntries(tasks.map(({ name }, i) => [name, median(samples[i])]))
}

/** Warms up, and finds how many runs fill a sample, from the last runs: the first are not yet compiled. */
async function repeatsFor(task) {
  const { cycle } = task
  const start = performance.now()
  for (let runs = cycle; ; runs *= 2) {
    const spent = await time(task, runs)
    if (spent < SAMPLE_MS || performance.now() - start < WARM_UP_MS) continue
    return cycle * Math.max(1, Math.round((SAMPLE_MS * runs) / spent / cycle))
  }
}

async function time({ run, isAsync }, times) {
  const start = performance.now()
  if (isAsync) for (let i = 0; i < times; i++) await run()
  else for (let i = 0; i < times; i++) run()
  return performance.now() - start
}
