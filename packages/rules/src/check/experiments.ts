import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'

/** Three times 0.333 is meant to be all. */
const ROUNDING = 0.002

/** Variations, weights and keys that do not split visitors as their author may think. */
export function experiments(draft: Draft, report: Report): void {
  const keys = new Map<string, string>()
  for (const { name, path, value } of draft.experiences) {
    const { experiment, variations } = value
    if (!experiment) {
      if (variations.length > 1) report(`${path}.variations`, 'noExperiment', { count: variations.length })
      continue
    }
    const { key, weights } = experiment
    if (weights) {
      const sum = Math.round(weights.reduce((total, weight) => total + weight, 0) * 1e6) / 1e6
      if (weights.length !== variations.length)
        report(`${path}.experiment.weights`, 'weightsCount', { weights: weights.length, variations: variations.length })
      else if (Math.abs(sum - 1) > ROUNDING) report(`${path}.experiment.weights`, 'weightsSum', { sum })
    }
    const other = keys.get(key)
    if (other === undefined) keys.set(key, name)
    else report(`${path}.experiment.key`, 'experimentReused', { key, other })
  }
}
