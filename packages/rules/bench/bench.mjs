import { assertAgreement } from './assertAgreement.mjs'
import { coldStart } from './coldStart.mjs'
import { bare, competitors, ours } from './contenders.mjs'
import { generateRules } from './generateRules.mjs'
import { generateChanges, generateVisits } from './generateVisits.mjs'
import { measure } from './measure.mjs'
import { reportBars } from './reportBars.mjs'
import { reportTable } from './reportTable.mjs'
import { allChanged, coldAgain, oneChanged } from './tasks.mjs'

/** `pnpm bench 10000` measures only that many rules. */
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000, 10_000]
const contenders = [...competitors, bare, ...ours]
const visits = generateVisits()
const changes = generateChanges(10)
const steps = [...visits, changes.at(-1).attributes].map((attributes) => ({ attributes })).concat(changes)

const results = []
for (const count of counts) {
  const rules = generateRules(count)
  const share = await assertAgreement(contenders, rules, steps.slice(0, count > 1000 ? 13 : 93))
  console.log(`${count} rules: all agree; ${(share * 100).toFixed(2)} % hold`)
  const of = (prepare, input) => contenders.map((contender) => prepare(contender, rules, input))
  results.push({
    count,
    times: {
      all: await measure(of(allChanged, visits)),
      one: await measure(of(oneChanged, changes)),
      cold: coldStart(contenders, rules),
      again: await measure(of(coldAgain, visits)),
    },
  })
}
reportTable(results)
for (const result of results) if (result.count === 10_000) reportBars(result)
