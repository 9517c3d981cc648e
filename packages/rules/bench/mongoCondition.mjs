import { flatName } from './flat.mjs'

/** A condition over flat names, in the part of MongoDB's language that GrowthBook, sift and mingo share. */
export function mongoCondition(when) {
  const entries = Object.entries(when).map(([key, expected]) =>
    key === '$or' ? [key, expected.map(mongoCondition)] : [flatName(key), operators(expected)],
  )
  return Object.fromEntries(entries)
}

function operators(expected) {
  if (expected.$startsWith) return { $regex: `^${expected.$startsWith}` }
  if (expected.$contains) return { $regex: expected.$contains }
  return expected
}
