import { evalCondition } from '@growthbook/growthbook'
import { flat } from '../flat.mjs'
import { mongoCondition } from '../mongoCondition.mjs'

/** GrowthBook's evaluator of conditions alone, without its client. */
export const growthbookConditions = {
  name: 'GrowthBook, evalCondition',
  view: flat,
  write: (rules) => JSON.stringify(rules.map((rule) => ({ ...rule, when: mongoCondition(rule.when) }))),
  open(text) {
    const rules = JSON.parse(text)
    return (attributes) => {
      const found = []
      for (const { id, when } of rules) if (evalCondition(attributes, when)) found.push(id)
      return found
    }
  },
}
