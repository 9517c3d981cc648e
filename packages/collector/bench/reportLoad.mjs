/** Prints what a load was, what became of it, and whether it was sustained without loss; returns whether it was. */
export function reportLoad({ load, use, ownCpu, stored, kills, rate }) {
  const events = load.acknowledged.length
  const latencies = load.latencies.sort((a, b) => a - b)
  const latency = (share) => latencies[Math.floor(share * (latencies.length - 1))].toFixed(0)
  const perEvent = (seconds) => ((seconds / events) * 1e6).toFixed(0)
  const lines = [
    ['events acknowledged', `${events} in ${load.batches} batches, ${Math.round(load.bytes / events)} bytes an event`],
    ['events a second', Math.round(events / load.seconds)],
    ['answered after, ms', `p50 ${latency(0.5)}, p99 ${latency(0.99)}, at most ${latency(1)}`],
    ['collector', `${Math.round(use.memory)} MB at most, ${perEvent(use.cpu)} us of CPU an event`],
    ['load generator', `${perEvent(ownCpu)} us of CPU an event`],
    ['sent again', `${load.refused} after 503, ${load.broken} after a broken connection, ${kills} kills`],
    ['stored', `${stored.events}: ${stored.lost} lost, ${stored.twice} twice, ${stored.copies} copies to be merged`],
  ]
  for (const [name, value] of lines) console.log(`${name.padEnd(21)}${value}`)
  const whole = stored.lost === 0 && stored.twice === 0
  const sustained = events / load.seconds >= rate * 0.98
  if (!whole) console.log('An acknowledged event is not there exactly once.')
  if (!sustained) console.log(`${rate} events a second were not sustained.`)
  return whole && sustained
}
