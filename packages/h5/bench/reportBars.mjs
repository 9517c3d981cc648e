import { baseline, competitors, ours } from './contenders.mjs'

const EVENTS = 1000

/** Prints, for each bar, what was reached, and whether that is enough; the bars against competitors if there were any. */
export function reportBars(results, offline) {
  const of = (contender) => results.find((result) => result.contender === contender)
  const own = of(ours)
  const bare = of(baseline)
  const others = competitors.map(of).filter(Boolean)
  const whole = others.filter(({ arrived }) => arrived === EVENTS)

  function against(title, key, among) {
    const [best] = among.toSorted((a, b) => a[key] - b[key])
    if (best) say(`${title}, against ${best.contender.name}`, own[key] / best[key], 0.25)
  }

  console.log('\nbars')
  against('time in the loop', 'loop', others)
  say('long tasks in the loop and until all is delivered', own.longTasks, 0)
  against('main thread until all is delivered', 'work', whole)
  say('script and start, against the beacon: load', own.load / bare.load, 2.5)
  say('script and start, against the beacon: load work', own.loadWork / bare.loadWork, 2.5)
  say('1,000 events: requests', own.requests, 10)
  say('1,000 events: KB', own.bytes / 1000, 120)
  say('1,000 events: lost', EVENTS - own.arrived, 0)
  say('5,000 offline events: long tasks', offline.longTasks, 0)
  say('5,000 offline events: lost', 5 * EVENTS - offline.arrived, 0)
  console.log('\n5,000 offline events, medians')
  for (const [key, value] of Object.entries(offline)) console.log(`${key.padEnd(16)}${value.toFixed(0).padStart(10)}`)
}

function say(title, reached, bar) {
  console.log(`${reached <= bar ? 'holds ' : 'MISSED'} ${title}: ${+reached.toFixed(2)}, at most ${bar}`)
}
