import { Engine } from 'json-rules-engine'
import { clauses } from '../clauses.mjs'
import { flat, flatName } from '../flat.mjs'

const own = {
  $eq: 'equal',
  $ne: 'notEqual',
  $gt: 'greaterThan',
  $gte: 'greaterThanInclusive',
  $lt: 'lessThan',
  $lte: 'lessThanInclusive',
  $in: 'in',
  $nin: 'notIn',
}

/** What its operators lack, added in the way that its documentation shows. */
const added = {
  overlaps: (actual, expected) => actual.some((one) => expected.includes(one)),
  differs: (actual, expected) => !actual.some((one) => expected.includes(one)),
  exists: (actual, expected) => (actual !== undefined) === expected,
  startsWith: (actual, expected) => actual.startsWith(expected),
  containsText: (actual, expected) => actual.includes(expected),
}

const operators = { ...own, $exists: 'exists', $startsWith: 'startsWith', $contains: 'containsText' }
const listOperators = { $in: 'overlaps', $nin: 'differs' }

/** One engine with all rules; the attributes are the facts of a run. */
export const jsonRulesEngine = {
  name: 'json-rules-engine',
  isAsync: true,
  view: flat,
  write(rules) {
    const written = rules.map(({ id, when, payload }) => ({
      conditions: { all: clauses(when).map(clause) },
      event: { type: id, params: payload },
    }))
    return JSON.stringify(written)
  },
  open(text) {
    const engine = new Engine(JSON.parse(text), { allowUndefinedFacts: true })
    for (const [name, operator] of Object.entries(added)) engine.addOperator(name, operator)
    return (attributes) => engine.run(attributes)
  },
  ids: ({ events }) => events.map(({ type }) => type),
}

function clause({ path, operator, operand, isList, or }) {
  if (or) return { any: or.map((list) => (list.length === 1 ? clause(list[0]) : { all: list.map(clause) })) }
  return { fact: flatName(path), operator: isList ? listOperators[operator] : operators[operator], value: operand }
}
