import { baseline, competitors, ours } from './contenders.mjs'

const EVENTS = 1000

/** Prints, for each bar, what was reached, and whether that is enough. */
export function reportBars(results, offline) {
  const of = (contender) => results.find((result) => result.contender === contender)
  const own = of(ours)
  const bare = of(baseline)
  const others = competitors.map(of).filter(Boolean)
  const best = (key, among) => among.reduce((best, one) => (one[key] < best[key] ? one : best))
  const fastest = best('loop', others)
  const whole = others.filter(({ arrived }) => arrived === EVENTS)
  const laziest = whole.length ? best('work', whole) : { work: Number.NaN, contender: { name: 'nobody' } }

  console.log('\nbars')
  say(`loop, against ${fastest.contender.name}`, own.loop / fastest.loop, 0.25)
  say('long tasks in the loop and until all is delivered', own.longTasks, 0)
  say(`main thread until all is delivered, against ${laziest.contender.name}`, own.work / laziest.work, 0.25)
  say('script and start, against the beacon: time', own.load / bare.load, 2.5)
  say('script and start, against the beacon: main thread', own.loadWork / bare.loadWork, 2.5)
  say('1,000 events: requests', own.requests, 10)
  say('1,000 events: KB', own.bytes / 1000, 120)
  say('1,000 events: lost', EVENTS - own.arrived, 0)
  say('5,000 offline events: tasks over 50 ms', offline.longTasks, 0)
  say('5,000 offline events: lost', 5 * EVENTS - offline.arrived, 0)
  console.log(
    '\n5,000 offline events, medians:',
    JSON.stringify(offline, (_, value) => (value > 0 ? Math.round(value) : value)),
  )
}

function say(title, reached, bar) {
  console.log(`${reached <= bar ? 'holds ' : 'MISSED'} ${title}: ${+reached.toFixed(2)}, at most ${bar}`)
}
