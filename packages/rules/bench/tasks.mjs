import { ATTRIBUTES } from './attributes.mjs'

/** Decides everything after all attributes changed, there and back. */
export function allChanged(contender, rules, visits) {
  return task(contender, contender.open(contender.write(rules)), visits.map(contender.view))
}

/** Decides everything after one attribute changed. Who takes a single change is told only that. */
export function oneChanged(contender, rules, changes) {
  const { change, view } = contender
  const decide = contender.open(contender.write(rules))
  const views = changes.map(({ attributes }) => view(attributes))
  if (!change) return task(contender, decide, views)
  decide(views.at(-1))
  return { ...task(contender, decide, changes.map(change)), cycle: ATTRIBUTES.length }
}

/** From the text of the document to the first decisions, in a process that has done it before. */
export function coldAgain(contender, rules, [attributes]) {
  const { name, isAsync, open } = contender
  const text = contender.write(rules)
  const view = contender.view(attributes)
  return { name, isAsync, cycle: 1, run: () => open(text)(view) }
}

function task({ name, isAsync }, decide, inputs) {
  let next = 0
  return { name, isAsync, cycle: 1, run: () => decide(inputs[next++ % inputs.length]) }
}
