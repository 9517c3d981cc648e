import { median } from './median.mjs'

const WARM_UP_MS = 150
const SAMPLE_MS = 12
const ROUNDS = 11

/**
 * The median time of each task, `{ name: ms }`. A task is `{ name, run, cycle, isAsync }`; a sample holds whole cycles
 * of runs. Tasks are sampled in turns, so that a disturbance of the machine meets all of them, and the garbage of one
 * is collected before the next is sampled.
 */
export async function measure(tasks) {
  const repeats = []
  for (const task of tasks) repeats.push(await repeatsFor(task))
  const samples = tasks.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, task] of tasks.entries()) {
      globalThis.gc()
      samples[i].push((await time(task, repeats[i])) / repeats[i])
    }
  }
  return Object.fromEntries(tasks.map(({ name }, i) => [name, median(samples[i])]))
}

/** Warms up, and finds how many runs fill a sample. */
async function repeatsFor(task) {
  const { cycle } = task
  let runs = 0
  let spent = 0
  for (let next = cycle; spent < WARM_UP_MS; next *= 2) {
    spent += await time(task, next)
    runs += next
  }
  return cycle * Math.max(1, Math.round((SAMPLE_MS * runs) / spent / cycle))
}

async function time({ run, isAsync }, times) {
  const start = performance.now()
  if (isAsync) for (let i = 0; i < times; i++) await run()
  else for (let i = 0; i < times; i++) run()
  return performance.now() - start
}
