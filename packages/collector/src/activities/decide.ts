import { digest } from './digest.js'
import type { House, Kind, Reason, Scene, Verdict } from './kind.js'
import { refuse } from './kind.js'
import type { Records } from './records/records.js'

/** What somebody wants. */
export interface Wish {
  readonly action: string
  /** Made by the client, the same when it asks again because it heard nothing. */
  readonly id: string
  readonly value: unknown
}

/** What becomes of a wish. `state`: the activity as the person then saw it. */
export interface Decision {
  readonly ok: boolean
  readonly reason?: Reason
  readonly state: object
  readonly result?: object
}

/** Answers are kept for a whole one of these at least, and for two at most. In ms. */
const period = 86_400_000

/**
 * Decides once: who asks again with the same id has the same answer again, for a day and longer.
 * @param answers records that all activities share
 * @returns the decision, and whether it was taken now
 */
export function decide(
  kind: Kind,
  scene: Scene<never>,
  { action, id, value }: Wish,
  answers: Records,
): { decision: Decision; fresh: boolean } {
  const name = digest(scene.name, scene.person.id, id)
  const today = Math.floor(scene.now / period)
  const earlier = answers.get<Decision>(['answer', today, name]) ?? answers.get<Decision>(['answer', today - 1, name])
  if (earlier) return { decision: earlier, fresh: false }
  const verdict = gate(kind, scene, action) ?? kind.actions[action]!(scene, value)
  const decision: Decision = { ...verdict, state: stateOf(kind, scene) }
  answers.put(['answer', today, name], decision)
  return { decision, fresh: true }
}

/** Forgets answers of the periods before the last one. At most `limit` of them. */
export function forgetAnswers(records: Records, now: number, limit: number): number {
  const last = Math.floor(now / period) - 1
  const old = records.range(['answer'], { limit }).filter(({ key }) => Number(key[1]) < last)
  for (const { key } of old) records.remove(key)
  return old.length
}

/** What keeps everybody out at the moment. */
function gate(kind: Kind, { definition, now }: House<never>, action: string): Verdict | null {
  if (kind.always?.includes(action)) return null
  const { opens, closes } = span(kind, definition)
  if ((definition as { stopped?: boolean }).stopped) return refuse('closed')
  if (opens !== null && now < opens) return refuse('early')
  if (closes !== null && now >= closes) return refuse('late')
  return null
}

/** When an activity opens and closes, in ms. */
function span(kind: Kind, definition: { opens?: string; closes?: string }) {
  const { opens, closes } = definition
  return {
    opens: opens === undefined ? null : Date.parse(opens),
    closes: closes === undefined ? (kind.closes?.(definition as never) ?? null) : Date.parse(closes),
  }
}

/** What one person sees of an activity. */
export function stateOf(kind: Kind, scene: Scene<never>): object {
  const { kind: name, title, stopped = false } = scene.definition as { kind: string; title?: string; stopped?: boolean }
  return {
    kind: name,
    ...(title !== undefined && { title }),
    ...span(kind, scene.definition),
    stopped,
    ...kind.state(scene),
  }
}
