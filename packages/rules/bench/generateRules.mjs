import { seededRandom } from '../../../scripts/seededRandom.mjs'
import { ATTRIBUTES, PARTS, PREFIXES, pick } from './attributes.mjs'

/**
 * Rules `{ id, when, payload }` with three to five mixed conditions each, of which about one in a hundred holds.
 * The same seed gives the same rules, and a longer list begins with the shorter one.
 */
export function generateRules(count, seed = 1) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, i) => ({
    id: `r${i}`,
    when: condition(random),
    payload: { type: 'banner', title: `Offer ${i}` },
  }))
}

function condition(random) {
  const paths = [...ATTRIBUTES]
  const next = () => paths.splice(Math.floor(random() * paths.length), 1)[0]
  const clause = (attribute) => ({ [attribute.path]: expectation(attribute, random) })
  const count = pick([3, 4, 4, 4, 5], random)
  const either = random() < 0.12
  const clauses = Array.from({ length: count - (either ? 1 : 0) }, () => clause(next()))
  if (either) clauses.push({ $or: [clause(next()), clause(next())] })
  return Object.assign({}, ...clauses)
}

function expectation(attribute, random) {
  const { type, optional } = attribute
  if (optional && random() < 0.2) return { $exists: random() < 0.5 }
  if (type === 'flag') return random() < 0.5
  if (type === 'number') return range(attribute, random)
  return among(attribute, random)
}

/** A missing number fails a lower bound of at least 1 in every language; of an upper bound alone they disagree. */
function range({ max, optional }, random) {
  const width = Math.ceil(max * (0.08 + random() * 0.24))
  const low = 1 + Math.floor(random() * (max - width))
  const shape = random()
  if (shape < 0.5) return random() < 0.5 ? { $gte: low, $lt: low + width } : { $gt: low, $lte: low + width }
  if (shape < 0.75 || optional) return { [pick(['$gt', '$gte'], random)]: max - width }
  return { [pick(['$lt', '$lte'], random)]: width }
}

function among({ type, domain, optional }, random) {
  const some = (share) => {
    const kept = domain.filter(() => random() < share)
    return kept.length ? kept : [pick(domain, random)]
  }
  const shape = random()
  if (type === 'list') return shape < 0.75 ? { $in: some(0.12) } : { $nin: some(0.2) }
  if (shape < 0.35) return pick(domain, random)
  if (shape < 0.65) return { $in: some(0.26) }
  if (shape < 0.75) return { $ne: pick(domain, random) }
  if (shape < 0.85 || optional) return { $nin: some(0.4) }
  return shape < 0.93 ? { $startsWith: pick(PREFIXES, random) } : { $contains: pick(PARTS, random) }
}
