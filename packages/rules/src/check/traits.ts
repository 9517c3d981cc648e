import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'

/** Traits that have nothing to sum up: no property, or a line of a ledger without an amount. */
export function traits(draft: Draft, report: Report): void {
  for (const { path, value } of draft.traits) {
    if ('event' in value) {
      if (/^(sum|min|max|avg|first|last|distinct|top)$/.test(value.agg) && value.prop === undefined)
        report(path, 'missing', { name: 'prop' })
    } else if ('ledger' in value)
      value.ledger.forEach(({ add, prop }, i) => {
        if (add === undefined && prop === undefined)
          report(`${path}.ledger[${i}]`, 'alternative', { alternatives: [['add'], ['prop']] })
      })
  }
}
