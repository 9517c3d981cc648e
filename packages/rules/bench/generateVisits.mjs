import { seededRandom } from '../../../scripts/seededRandom.mjs'
import { ATTRIBUTES, draw } from './attributes.mjs'

/** Two sets of attributes, `{ path: value }`, that differ in every attribute. */
export function generateVisits(seed = 2) {
  const random = seededRandom(seed)
  const first = {}
  const second = {}
  for (const attribute of ATTRIBUTES) {
    first[attribute.path] = draw(attribute, random)
    second[attribute.path] = other(attribute, first[attribute.path], random)
  }
  return [first, second]
}

/**
 * A circle of changes of one attribute each, that goes through all attributes `rounds` times:
 * `{ path, value, attributes }`, with all attributes as they are after the change.
 */
export function generateChanges(rounds, seed = 3) {
  const random = seededRandom(seed)
  const current = {}
  const changes = []
  for (let round = 0; round < rounds; round++)
    for (const attribute of ATTRIBUTES)
      changes.push({
        path: attribute.path,
        value: (current[attribute.path] = other(attribute, current[attribute.path], random)),
      })
  return changes.map(({ path, value }) => {
    current[path] = value
    return { path, value, attributes: { ...current } }
  })
}

function other(attribute, value, random) {
  const before = JSON.stringify(value)
  for (;;) {
    const drawn = draw(attribute, random)
    if (JSON.stringify(drawn) !== before) return drawn
  }
}
