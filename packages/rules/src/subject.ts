import { endOf, parseSpan } from './calendar.js'
import type { Tag } from './config.js'
import { derive } from './derivedTraits.js'
import { attempt, bare, read, UNKNOWN } from './json.js'
import { type Get, type Names, truthOf } from './matches.js'
import { type Plan, RESERVED } from './plan.js'
import { openState, type VisitorState } from './state.js'

/** One visitor, with the values that conditions see. All but the functions may change at any time. */
export interface Subject {
  state: VisitorState
  /** The moment that values are asked for. */
  now: number
  /** Whether the visitor has agreed to it that their history decides. */
  allowed: boolean
  /** Variations that a preview forces, by experience. */
  preview?: { readonly [experience: string]: string } | undefined
  /** What the host and events say of the visitor, by root. */
  readonly given: { [root: string]: unknown }
  /** The values that were asked for, by path, for as long as nothing changes. */
  readonly values: Map<string, unknown>
  readonly get: Get
  /** Why some of what is said of this visitor is unknown. */
  unknown(): object
}

/** Opens a visitor from a stored state, or from nothing. */
export function createSubject(plan: Plan, saved: unknown): Subject {
  const { config, days, options, sources } = plan
  const values = new Map<string, unknown>()
  /** What stands at longer paths, for as long as their root has the same value. */
  const parts = new Map<string, { root: string; rest: string; whole?: unknown; value?: unknown }>()
  const lists = bare<Names>()

  function get(path: string): unknown {
    let value = values.get(path)
    if (value === undefined) {
      const dot = path.indexOf('.')
      if (dot > 0) value = partAt(path, dot)
      else {
        // Until it is known: what depends on itself is unknown.
        values.set(path, UNKNOWN)
        value = attempt(() => valueAt(path) ?? null, UNKNOWN)
      }
      values.set(path, value)
    }
    return value
  }

  function partAt(path: string, dot: number): unknown {
    let part = parts.get(path)
    if (!part) parts.set(path, (part = { root: path.slice(0, dot), rest: path.slice(dot + 1) }))
    const whole = get(part.root)
    if (part.whole !== whole) {
      part.whole = whole
      part.value = read(whole, part.rest)
    }
    return part.value
  }

  function valueAt(root: string): unknown {
    const { state, now, allowed, given } = subject
    if (root in sources) {
      const { counter, trait } = sources[root]!
      if (!counter) return derive(trait, get, options)
      return allowed ? counter.read(state, now) : UNKNOWN
    }
    if (!RESERVED.includes(root) || (root === 'user' && !allowed)) return UNKNOWN
    if (root === 'tags' || root === 'audiences') return namesOf(root)
    if (root === 'user') return state.user
    if (root !== 'now') return given[root] ?? (root === 'channel' ? state.channel : null)
    const local = new Date(now + days.offset(now))
    return { hour: local.getUTCHours(), weekday: local.getUTCDay(), date: local.toISOString().slice(0, 10) }
  }

  function namesOf(kind: 'tags' | 'audiences'): Names {
    const { state, now } = subject
    const names: Names = []
    const unknown: string[] = (names.unknown = [])
    for (const [name, { when, ttl, latch }] of Object.entries<Tag>(config[kind] ?? {})) {
      const began = kind === 'tags' ? state.tags[name] : 0
      const span = parseSpan(ttl)
      const stays = began && (latch || (span && now < endOf(began, span, days)))
      const truth = began !== -1 && (stays || truthOf(when, get, options))
      if (truth !== false) (truth ? names : unknown).push(name)
    }
    // The same list for as long as it stays so, for all who compare.
    const before = lists[kind]
    return before && `${names}|${unknown}` === `${before}|${before.unknown}` ? before : (lists[kind] = names)
  }

  const subject: Subject = {
    state: openState(saved, plan.traits),
    now: Number.NaN,
    allowed: true,
    given: bare(),
    values,
    get,
    unknown() {
      const { state, now, allowed } = subject
      const traits = plan.traits.filter(({ read }) => read(state, now) === UNKNOWN).map(({ name }) => name)
      return allowed ? (traits[0] ? { code: 'history', traits } : { code: 'operator' }) : { code: 'consent' }
    },
  }
  return subject
}
