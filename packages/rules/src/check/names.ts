import { rootOf } from '../json.js'
import type { Draft, Placed } from './draft.js'
import type { NameKind, Report } from './issueValues.js'
import { nearest } from './nearest.js'
import { place } from './place.js'
import { RESERVED, type Use } from './uses.js'

/** Names that nothing defines, that nothing uses, that stand twice, or that no condition can read. */
export function names(draft: Draft, uses: readonly Use[], report: Report): void {
  /** What misspelt names were meant to be: it is not unused. */
  const meant = new Set<string>()
  for (const { kind, name, path } of uses) {
    if (kind === 'attribute' || name.startsWith('$') || draft.defined[kind].has(name)) continue
    const known = kind === 'trait' ? [...draft.defined.trait, ...RESERVED] : draft.defined[kind]
    const suggestion =
      kind === 'trait' && /^(and|n?or|not)$/i.test(name) ? `$${name.toLowerCase()}` : nearest(name, known)
    if (suggestion !== undefined) meant.add(`${kind} ${suggestion}`)
    if (kind === 'slot') report(path, 'slot', { name, suggestion })
    else report(path, 'name', { name, kind, suggestion })
  }
  for (const { name, path } of draft.traits) {
    if (RESERVED.has(rootOf(name))) report(path, 'reserved', { name })
    else if (!name || /^\$|\./.test(name)) report(path, 'unreadable', { name })
  }
  twice(draft.experiences, 'id', report)
  twice(draft.channels, 'name', report)
  for (const { path, value } of draft.experiences)
    twice(
      value.variations.map(({ key }, i) => ({ name: key, path: `${path}.variations[${i}]`, value: key })),
      'key',
      report,
    )
  unused(draft, uses, meant, report)
}

function twice(list: readonly Placed<unknown>[], member: string, report: Report): void {
  const seen = new Set<string>()
  for (const { name, path } of list) {
    if (seen.has(name)) report(place(path, member), 'duplicate', { name })
    seen.add(name)
  }
}

/** A slot counts as used when an experience wants to show there. */
function unused(draft: Draft, uses: readonly Use[], meant: ReadonlySet<string>, report: Report): void {
  const used = new Set(meant)
  for (const { by, kind, name } of uses) if (by.kind !== 'document') used.add(`${kind} ${name}`)
  const look = (kind: NameKind, section: readonly Placed<unknown>[]) => {
    for (const { name, path } of section)
      if (!used.has(`${kind} ${name}`) && !draft.torn.has(name)) report(path, 'unused', { kind, name })
  }
  look('trait', draft.traits)
  look('tag', draft.tags)
  look('audience', draft.audiences)
  look('slot', draft.slots)
  look('group', draft.groups)
}
