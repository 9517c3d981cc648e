import { GrowthBook } from '@growthbook/growthbook'
import { flat } from '../flat.mjs'
import { mongoCondition } from '../mongoCondition.mjs'

/** GrowthBook's client: every rule is a feature whose one rule forces the payload. */
export const growthbook = {
  name: 'GrowthBook, features',
  view: flat,
  write(rules) {
    const features = rules.map(({ id, when, payload }) => [
      id,
      { defaultValue: null, rules: [{ condition: mongoCondition(when), force: payload }] },
    ])
    return JSON.stringify(Object.fromEntries(features))
  },
  open(text) {
    const features = JSON.parse(text)
    const client = new GrowthBook({ features })
    const ids = Object.keys(features)
    return (attributes) => {
      // Without sticky buckets and remote evaluation it has done its work when it returns.
      client.setAttributes(attributes)
      const found = []
      for (const id of ids) if (client.evalFeature(id).on) found.push(id)
      return found
    }
  },
}
