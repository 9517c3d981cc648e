import assert from 'node:assert/strict'

/**
 * Throws unless every contender finds the rules that the first one finds, after each of the steps
 * `{ attributes, path, value }`; gives the share of rules that hold. Who can be told a single change is told only that.
 */
export async function assertAgreement(contenders, rules, steps) {
  const opened = contenders.map((contender) => ({ ...contender, decide: contender.open(contender.write(rules)) }))
  let held = 0
  for (const step of steps) {
    let reference
    for (const { name, decide, view, change, ids = (found) => found, expected = (all) => all } of opened) {
      const found = ids(await decide(change && step.path ? change(step) : view(step.attributes)))
      reference ??= found
      assert.deepEqual(new Set(found), new Set(expected(reference, rules)), `${name} decides otherwise`)
    }
    held += reference.length
  }
  return held / steps.length / rules.length
}
