import createFilter from 'sift'
import { flat } from '../flat.mjs'
import { mongoCondition } from '../mongoCondition.mjs'

/** Each condition becomes a filter once. */
export const sift = {
  name: 'sift',
  view: flat,
  write: (rules) => JSON.stringify(rules.map((rule) => ({ ...rule, when: mongoCondition(rule.when) }))),
  open(text) {
    const rules = JSON.parse(text).map(({ id, when }) => ({ id, test: createFilter(when) }))
    return (attributes) => {
      const found = []
      for (const { id, test } of rules) if (test(attributes)) found.push(id)
      return found
    }
  },
}
