import { Query } from 'mingo'
import { flat } from '../flat.mjs'
import { mongoCondition } from '../mongoCondition.mjs'

/** Each condition becomes a query once. */
export const mingo = {
  name: 'mingo',
  view: flat,
  write: (rules) => JSON.stringify(rules.map((rule) => ({ ...rule, when: mongoCondition(rule.when) }))),
  open(text) {
    const rules = JSON.parse(text).map(({ id, when }) => ({ id, query: new Query(when) }))
    return (attributes) => {
      const found = []
      for (const { id, query } of rules) if (query.test(attributes)) found.push(id)
      return found
    }
  },
}
