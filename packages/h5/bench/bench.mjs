import { bundle } from './bundle.mjs'
import { baseline, competitors, ours } from './contenders.mjs'
import { measureBurst } from './measureBurst.mjs'
import { measureOffline } from './measureOffline.mjs'
import { medians } from './medians.mjs'
import { reportBars } from './reportBars.mjs'
import { reportTable } from './reportTable.mjs'

/** `pnpm bench 1` visits each but once; `pnpm bench 3 'PostHog|Amplitude'` leaves out the competitors of other names. */
const [visits = 5, wanted = ''] = process.argv.slice(2)
const contenders = [ours, baseline, ...competitors.filter(({ name }) => new RegExp(wanted).test(name))]

const entries = []
for (const contender of contenders) entries.push({ contender, script: await bundle(contender), bursts: [] })
const offline = []

// In turns, each time begun by another one, so that a disturbance of the machine meets all of them.
for (let visit = 0; visit < +visits; visit++) {
  const from = (visit * 3) % entries.length
  for (const { contender, script, bursts } of [...entries.slice(from), ...entries.slice(0, from)]) {
    bursts.push(await measureBurst(contender, script))
    console.error(`visit ${visit + 1} of ${visits}: ${contender.name}`)
  }
  offline.push(await measureOffline(ours, entries[0].script))
}

const results = entries.map(({ contender, script, bursts }) => ({ contender, size: script.length, ...medians(bursts) }))
reportTable(results)
reportBars(results, medians(offline))
