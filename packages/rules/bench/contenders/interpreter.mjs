import { matches } from '@qianmian/rules'
import { nested } from '../nested.mjs'

/** What the engine's index has to beat: its own condition language, interpreted rule after rule. */
export const interpreter = {
  name: 'matches in a loop',
  view: nested,
  write: (rules) => JSON.stringify(rules),
  open(text) {
    const rules = JSON.parse(text)
    return (attributes) => {
      const found = []
      for (const { id, when } of rules) if (matches(when, attributes)) found.push(id)
      return found
    }
  },
}
