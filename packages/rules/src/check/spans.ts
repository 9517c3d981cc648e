import { parseSpan } from '../calendar.js'
import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'

/**
 * Safari deletes what scripts have stored after seven days of its use without a visit that the visitor interacts with:
 * https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/
 */
const KEPT_DAYS = 7

/** Windows that are longer than every browser keeps a visitor's history. */
export function spans(draft: Draft, report: Report): void {
  const look = (path: string, span: string | undefined) => {
    const window = parseSpan(span)
    if (window?.days && window.count > KEPT_DAYS) report(path, 'shortHistory', { span: span!, days: KEPT_DAYS })
  }
  for (const { path, value } of draft.traits) if ('event' in value) look(`${path}.within`, value.within)
  for (const { path, value } of draft.tags) look(`${path}.ttl`, value.ttl)
  for (const { path, value } of draft.caps) look(`${path}.per`, value.per)
  for (const { path, value } of [...draft.groups, ...draft.experiences])
    for (const [i, { per }] of (value.caps ?? []).entries()) look(`${path}.caps[${i}].per`, per)
  for (const { path, value } of draft.experiences) {
    look(`${path}.trigger.within`, value.trigger?.within)
    look(`${path}.cooldown.for`, value.cooldown?.for)
    look(`${path}.stopOn.within`, value.stopOn?.within)
  }
}
