import type { Count } from './counter.js'
import { bare } from './json.js'
import { FROM_NOW, type VisitorState } from './state.js'

/**
 * What two copies of the same person's state know together: of each count the one that has counted for longer, then the
 * one that has counted more. Joining a state with itself changes nothing.
 */
export function joinState(mine: VisitorState, theirs: VisitorState): VisitorState {
  const began = ({ s = 0 }: Count, { since }: VisitorState) =>
    s === FROM_NOW ? Number.MAX_VALUE : s || since || Number.MAX_VALUE
  const counts = bare<Count>(mine.counts)
  for (const [name, count] of Object.entries(theirs.counts)) {
    // What another device counted of its own page view or session is nothing of this one's.
    if (/^#(page|session)/.test(name)) continue
    const own = counts[name]
    const later = own ? began(count, theirs) - began(own, mine) : -1
    if (later < 0 || (!later && count.n > own!.n)) counts[name] = count
  }
  const tags = bare<number>(theirs.tags, mine.tags)
  for (const [name, at] of Object.entries(theirs.tags)) if (tags[name] !== -1) tags[name] = Math.max(at, tags[name]!)
  return {
    ...mine,
    counts,
    tags,
    user: bare(theirs.user, mine.user),
    sticky: bare(theirs.sticky, mine.sticky),
    seen: [...new Set([...theirs.seen, ...mine.seen])],
    since: Math.min(mine.since || theirs.since, theirs.since || mine.since),
  }
}
