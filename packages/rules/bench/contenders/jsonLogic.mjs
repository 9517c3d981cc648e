import logic from 'json-logic-js'
import { clauses } from '../clauses.mjs'
import { flat, flatName } from '../flat.mjs'

const operators = {
  $eq: (actual, expected) => ({ '===': [actual, expected] }),
  $ne: (actual, expected) => ({ '!==': [actual, expected] }),
  $gt: (actual, expected) => ({ '>': [actual, expected] }),
  $gte: (actual, expected) => ({ '>=': [actual, expected] }),
  $lt: (actual, expected) => ({ '<': [actual, expected] }),
  $lte: (actual, expected) => ({ '<=': [actual, expected] }),
  $in: (actual, expected, isList) =>
    isList ? { some: [actual, { in: [{ var: '' }, expected] }] } : { in: [actual, expected] },
  $nin: (...clause) => ({ '!': [operators.$in(...clause)] }),
  $exists: (actual, expected) => ({ [expected ? '!==' : '===']: [actual, null] }),
  $startsWith: (actual, expected) => ({ '===': [{ substr: [actual, 0, expected.length] }, expected] }),
  $contains: (actual, expected) => ({ in: [expected, actual] }),
}

/** Rules as json-logic's own operators say them. */
export const jsonLogic = {
  name: 'json-logic-js',
  view: flat,
  write: (rules) => JSON.stringify(rules.map((rule) => ({ ...rule, when: all(clauses(rule.when)) }))),
  open(text) {
    const rules = JSON.parse(text)
    return (attributes) => {
      const found = []
      for (const { id, when } of rules) if (logic.apply(when, attributes)) found.push(id)
      return found
    }
  },
}

const all = (list) => (list.length === 1 ? clause(list[0]) : { and: list.map(clause) })

function clause({ path, operator, operand, isList, or }) {
  return or ? { or: or.map(all) } : operators[operator]({ var: flatName(path) }, operand, isList)
}
