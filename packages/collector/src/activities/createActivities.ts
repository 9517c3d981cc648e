import { Refusal } from '../problem.js'
import type { EventRow } from '../store/eventRow.js'
import { checkChange } from './checkChange.js'
import { createOutbox } from './createOutbox.js'
import { type Decision, decide, forgetAnswers, stateOf, type Wish } from './decide.js'
import { decisionRow } from './decisionRow.js'
import { definitionOf } from './definitionOf.js'
import { digest } from './digest.js'
import type { Chance, Common, Evidence, House, Reason, Scene } from './kind.js'
import { kinds } from './kinds.js'
import type { Person } from './person.js'
import { type Account, type PointsEntry, points, pointsEntries } from './points.js'
import { readDefinition } from './readDefinition.js'
import { createCommits } from './records/createCommits.js'
import { readOnly } from './records/readOnly.js'
import type { RecordStore, Records } from './records/records.js'
import { under } from './records/under.js'

/** What the collector answers to somebody who acts. `now`: its clock, in ms. */
export interface Answer {
  readonly ok: boolean
  readonly reason?: Reason
  readonly now: number
  /** Null where there is no such activity. */
  readonly state: object | null
  readonly result?: object
}

/** An activity as operators see it. */
export interface ActivityReport {
  readonly name: string
  readonly definition: Common
  readonly totals: object
}

/** The activities, all of them decided here. */
export interface Activities {
  /**
   * Resolves when what was decided is on disk.
   * @throws Refusal 503: the sender asks again with the same id
   */
  act(person: Person, activity: string, wish: Wish): Promise<Answer>
  /** What a person sees of those that exist. */
  look(person: Person, names: readonly string[]): Promise<Record<string, object>>
  /**
   * Makes an activity, or changes it.
   * @throws Refusal 400 that says what is wrong with the definition, 409 that says what can't change any more
   */
  define(name: string, definition: unknown): Promise<ActivityReport>
  list(): ActivityReport[]
  /** Null where there is none. */
  read(name: string): ActivityReport | null
  /** Who got what, in order, from the place `from`. */
  claims(name: string, from: number, limit: number): object[]
  /** A person's points, and their changes, the last first. */
  points(person: Person): { balance: number; changes: PointsEntry[] }
  /** Gives somebody points, or takes them, once for each id. False where that would leave less than none. */
  change(person: Person, by: number, why: string, id: string): Promise<{ ok: boolean; balance: number }>
  /** Draws and pays what is due. It runs by itself every second as well. */
  settle(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** What activities work with. */
export interface ActivitiesParts {
  readonly records: RecordStore
  readonly evidence: Evidence
  readonly chance: Chance
  /** Decisions that may wait at once. */
  readonly limit: number
  now(): number
  /** Told what was decided, on the way into the event store; when it rejects, it is told again later. */
  record(rows: readonly EventRow[]): Promise<unknown>
  onError(error: unknown): void
}

/** Ms between two looks at what is due. */
const tick = 1000

/** Answers that are forgotten together. */
const lot = 500

/**
 * Decides: whatever many people do at once, one after the other, each decision whole and on disk before it is answered.
 * What was decided waits beside it, in the same transaction, until the event store has it.
 */
export function createActivities(parts: ActivitiesParts): Activities {
  const { records: store, evidence, chance, now, onError } = parts
  const commits = createCommits(store, parts.limit, onError)
  const committed = readOnly(store.committed)
  const outbox = createOutbox(store.committed, commits, parts.record, onError)
  let settling: Promise<void> | null = null
  let closed = false
  const timer = setInterval(() => void settle().catch(onError), tick)
  timer.unref()
  outbox.send()

  return {
    async act(person, name, wish) {
      const definition = definitionOf(committed, name)
      const kind = definition && kinds[definition.kind]!
      if (!kind || !Object.hasOwn(kind.actions, wish.action))
        return { ok: false, reason: 'unknown', now: now(), state: null }
      const known = await kind.evidence?.(house(committed, name, definition), person, evidence, 'act')
      const decision = await commits.run((records) => decideNow(records, name, person, wish, known))
      outbox.send()
      return { ...decision, now: now() }
    },

    async look(person, names) {
      if (names.some((name) => isDue(name))) await settle()
      const states: Record<string, object> = {}
      for (const name of new Set(names)) {
        const definition = definitionOf(committed, name)
        if (!definition) continue
        const kind = kinds[definition.kind]!
        const place = house(committed, name, definition)
        const known = await kind.evidence?.(place, person, evidence, 'look')
        states[name] = stateOf(kind, { ...place, person, evidence: known })
      }
      return states
    },

    async define(name, value) {
      const { kind, definition } = readDefinition(value)
      await commits.run((records) => {
        const before = definitionOf(records, name)
        if (before) checkChange(kind, before, definition, house(records, name, before))
        const stored = kind.store?.(definition as never, under(records, ['activity', name])) ?? definition
        if ('problems' in stored) throw new Refusal(409, stored.problems)
        records.put(['definition', name], stored)
      })
      return report(name)!
    },

    list: () => committed.range<Common>(['definition']).map(({ key }) => report(String(key[1]))!),

    read: report,

    claims(name, from, limit) {
      const definition = definitionOf(committed, name)
      if (!definition) return []
      return kinds[definition.kind]!.claims?.(house(committed, name, definition), from, limit) ?? []
    },

    points: (person) => ({
      balance: committed.get<Account>(['points', person.key])?.balance ?? 0,
      changes: pointsEntries(committed, person, 100),
    }),

    change: (person, by, why, id) =>
      commits.run((records) => {
        const made = records.get<boolean>(['given', person.key, digest(id)])
        const account = points(records, person, now(), '')
        const ok = made ?? account.change(by, why)
        if (ok) records.put(['given', person.key, digest(id)], true)
        return { ok, balance: account.balance }
      }),

    settle,

    async close() {
      closed = true
      clearInterval(timer)
      await settling
      await commits.idle()
      await outbox.idle()
    },
  }

  function house(records: Records, name: string, definition: Common): House<never> {
    const at = now()
    return {
      name,
      definition: definition as never,
      records: under(records, ['activity', name]),
      now: at,
      chance,
      points: (person) => points(records, person, at, name),
    }
  }

  function decideNow(records: Records, name: string, person: Person, wish: Wish, known: unknown): Decision {
    const definition = definitionOf(records, name)!
    const scene: Scene<never> = { ...house(records, name, definition), person, evidence: known }
    const { decision, fresh } = decide(kinds[definition.kind]!, scene, wish, records)
    const { action, id } = wish
    if (fresh && decision.ok)
      outbox.put(
        records,
        decisionRow({ activity: name, definition, person, action, mark: id, result: decision.result! }, scene.now),
      )
    return decision
  }

  function report(name: string): ActivityReport | null {
    const definition = definitionOf(committed, name)
    if (!definition) return null
    return { name, definition, totals: kinds[definition.kind]!.totals(house(committed, name, definition)) }
  }

  function isDue(name: string): boolean {
    const definition = definitionOf(committed, name)
    const place = definition && house(committed, name, definition)
    const due = place && kinds[definition!.kind]!.due?.(place)
    return typeof due === 'number' && due <= now()
  }

  function settle(): Promise<void> {
    settling ??= settleAll().finally(() => (settling = null))
    return settling
  }

  async function settleAll(): Promise<void> {
    for (const { key } of committed.range(['definition'])) {
      const name = String(key[1])
      while (!closed && isDue(name)) await commits.run((records) => settleOne(records, name))
    }
    while (!closed && forgettable()) await commits.run((records) => forgetAnswers(records, now(), lot))
    outbox.send()
  }

  function settleOne(records: Records, name: string): void {
    const definition = definitionOf(records, name)!
    const kind = kinds[definition.kind]!
    const place = house(records, name, definition)
    const due = kind.due!(place)
    if (due === null || due > place.now) return
    for (const outcome of kind.settle!(place))
      outbox.put(records, decisionRow({ activity: name, definition, ...outcome }, place.now))
  }

  function forgettable(): boolean {
    const [oldest] = committed.range(['answer'], { limit: 1 })
    return oldest !== undefined && Number(oldest.key[1]) < Math.floor(now() / 86_400_000) - 1
  }
}
