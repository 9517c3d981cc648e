import { rootOf } from '../json.js'
import type { Draft } from './draft.js'
import type { NameKind } from './issueValues.js'
import type { Use } from './uses.js'

/** What the truth of something depends on, through tags, audiences and derived traits. */
export interface Reach {
  /** Traits that are computed from events. */
  readonly traits: ReadonlySet<string>
  /** Paths of attributes: `user.points`, `page.path`. */
  readonly attributes: ReadonlySet<string>
}

/** Follows references downward from an experience, a tag, an audience or a trait. */
export function reachOf(draft: Draft, uses: readonly Use[]): (kind: NameKind, name: string) => Reach {
  const byUser = new Map<string, Use[]>()
  for (const use of uses) {
    if (use.hashed) continue
    const key = `${use.by.kind} ${use.by.name}`
    const own = byUser.get(key)
    if (own) own.push(use)
    else byUser.set(key, [use])
  }
  const counted = new Set(
    draft.traits.flatMap(({ name, value }) =>
      'event' in value || 'ledger' in value || 'channel' in value ? [name] : [],
    ),
  )
  return (kind, name) => {
    const seen = new Set([`${kind} ${name}`])
    const traits = new Set<string>()
    const attributes = new Set<string>()
    // A set that grows while it is walked through: each thing is met once.
    for (const key of seen) {
      for (const use of byUser.get(key) ?? []) {
        if (use.kind === 'trait' && counted.has(use.name)) traits.add(use.name)
        if (use.kind !== 'attribute') seen.add(`${use.kind} ${use.name}`)
        else if (!/^(tags|audiences)$/.test(rootOf(use.name))) attributes.add(use.name)
      }
    }
    return { traits, attributes }
  }
}
