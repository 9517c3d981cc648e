import { bare, competitors, ours } from './contenders.mjs'
import { fastestCompetitor } from './fastestCompetitor.mjs'

const MEASUREMENTS = {
  all: 'decide all, every attribute changed',
  one: 'decide all, one attribute changed',
  cold: 'cold start, new process',
  again: 'cold start, in a process that has done it before',
}

/** Prints each measurement: the median times, and how many times as fast as the fastest competitor each of ours is. */
export function reportTable(results) {
  for (const [key, title] of Object.entries(MEASUREMENTS)) {
    console.log(`\n${title}`)
    print('rules', results, ({ count }) => `${count}`)
    for (const { name } of [...ours, bare, ...competitors]) print(name, results, ({ times }) => span(times[key][name]))
    for (const { name } of ours)
      print(`fastest competitor / ${name}`, results, ({ times }) => {
        return (fastestCompetitor(times[key]) / times[key][name]).toFixed(1)
      })
  }
}

function print(title, results, cell) {
  console.log(title.padEnd(48) + results.map((result) => cell(result).padStart(12)).join(''))
}

const span = (ms) => (ms < 1 ? `${(ms * 1000).toFixed(1)} us` : `${ms.toFixed(2)} ms`)
