import type { Config, compile, hash, matches, parse, Visitor } from '../src/index.js'

/** What an implementation of the document offers: the engine's own entry, or another one in its shape. */
export interface Api {
  compile: typeof compile
  hash: typeof hash
  matches: typeof matches
  parse: typeof parse
}

type Table = { [name: string]: unknown }

/** One moment of a case: what happens, and what is then true. README.md describes the members. */
interface Step {
  at?: string
  save?: true | Table
  personalize?: boolean
  preview?: { [experience: string]: string }
  set?: Table
  observe?: string | Table | (string | Table)[]
  elsewhere?: true
  act?: [what: string, slot: string, experience: string, variation?: string]
  restore?: Step[]
  forget?: string
  leave?: true
  folded?: boolean[]
  traits?: Table
  tags?: string[]
  audiences?: string[]
  decide?: Table
  decision?: Table
  explain?: Table
}

/** A case of one of four kinds: a condition, a hash, a schedule, or a document with steps. */
interface Case {
  name: string
  why?: string
  condition?: unknown
  attributes?: unknown
  savedGroups?: { [name: string]: unknown[] }
  allowRegex?: boolean
  seed?: string
  value?: string
  version?: number
  expect?: unknown
  schedule?: object
  tz?: string
  open?: string[]
  closed?: string[]
  config?: Table
  features?: string[]
  issues?: string[]
  steps?: Step[]
}

/** One file of vectors. `config` holds the members that its cases share; a case's own members stand before them. */
export interface Vectors {
  about: string
  config?: Table
  cases: Case[]
}

/** What a case came to. `failures` is empty where all of it is as expected. */
export interface Outcome {
  name: string
  actual: unknown
  failures: { where: string; expected: unknown; actual: unknown }[]
}

const DOCUMENT = { schema: 1, id: 'spec', revision: 1, slots: { home: { default: null } } }

/** Runs all cases, by file. Pure: needs no host, and the outcome is the same JSON wherever it runs. */
export function runVectors(api: Api, files: { [file: string]: Vectors }): Outcome[] {
  return Object.keys(files).flatMap((file) =>
    files[file]!.cases.map((one) => {
      const outcome: Outcome = { name: `${file}: ${one.name}`, actual: null, failures: [] }
      const check = (where: string, expected: unknown, actual: unknown) => {
        if (!agrees(expected, actual)) outcome.failures.push({ where, expected, actual })
      }
      try {
        outcome.actual = run(api, one, files[file]!.config ?? {}, check)
      } catch (error) {
        check('it ran', 'no error', `${(error as Error).stack}`)
      }
      return outcome
    }),
  )
}

type Check = (where: string, expected: unknown, actual: unknown) => void

function run(api: Api, one: Case, shared: Table, check: Check): unknown {
  if (one.seed !== undefined) {
    const actual = api.hash(one.seed, one.value!, one.version!)
    check('hash', one.expect, actual)
    return actual
  }
  if (one.condition !== undefined) {
    const { condition, attributes, savedGroups, allowRegex } = one
    const actual = api.matches(condition, attributes, { savedGroups, allowRegex })
    check('matches', one.expect, actual)
    return actual
  }
  if (one.schedule) return runSchedule(api, one, check)
  const plain = runSteps(api, one, shared, false, check)
  // To look changes nothing: the same again while every slot is asked at every step.
  check(
    'watched',
    plain,
    runSteps(api, one, shared, true, () => {}),
  )
  return plain
}

function runSchedule(api: Api, { schedule, tz, open = [], closed = [] }: Case, check: Check): string[] {
  const variations = [{ key: 'v', payload: null }]
  const { config } = api.parse({ ...DOCUMENT, tz, experiences: [{ id: 'it', slot: 'home', schedule, variations }] })
  const visitor = api.compile(config!).visitor()
  const isOpen = (at: string) => visitor.decide('home', { now: Date.parse(at) }).experience === 'it'
  for (const at of open) check(at, 'open', isOpen(at) ? 'open' : 'closed')
  for (const at of closed) check(at, 'closed', isOpen(at) ? 'open' : 'closed')
  return [...open, ...closed].filter(isOpen)
}

function runSteps(api: Api, one: Case, shared: Table, watched: boolean, check: Check): unknown[] {
  const engineOf = (members: Table) => {
    const { config, issues } = api.parse({ ...DOCUMENT, ...shared, ...one.config, ...members })
    if (one.issues)
      check(
        'issues',
        one.issues,
        issues.map(({ path, code }) => `${path} ${code}`),
      )
    return api.compile(config as Config, { features: one.features })
  }
  let engine = engineOf({})
  let visitor = engine.visitor()
  let now = 0
  let messages = 0

  function observe(to: Visitor, given: string | Table, elsewhere?: true): boolean {
    const { event, ...rest } = typeof given === 'string' ? { event: given } : given
    const timestamp = new Date(now).toISOString()
    const messageId = `m${messages++}`
    return to.observe(
      { type: 'track', event, messageId, anonymousId: 'a1', timestamp, context: {}, ...rest },
      { now, elsewhere },
    )
  }

  function act(step: Step, to: Visitor): boolean[] {
    const {
      save,
      personalize,
      preview,
      set,
      observe: events = [],
      elsewhere,
      act: shown,
      restore,
      forget,
      leave,
    } = step
    if (step.at) now = Date.parse(step.at)
    if (personalize !== undefined) to.personalize(personalize)
    if (preview) to.preview(preview)
    if (set) to.set(set)
    const folded = [events].flat().map((event) => observe(to, event, elsewhere))
    if (shown) {
      const [what, slot, experience, variation = 'v'] = shown
      observe(to, { event: `Experience ${what}`, properties: { slot, experience, variation, revision: 1 } }, elsewhere)
    }
    if (restore) {
      const other = engine.visitor()
      const at = now
      for (const earlier of restore) act(earlier, other)
      now = at
      to.restore(plain(other.toJSON()))
    }
    if (forget) to.forget(forget)
    if (leave) to.leave()
    if (save) {
      if (save !== true) engine = engineOf(save)
      visitor = engine.visitor(plain(to.toJSON()))
    }
    return folded
  }

  return one.steps!.map((step, index) => {
    const folded = act(step, visitor)
    if (watched) visitor.decideAll({ now })
    const seen = look(visitor, step, now)
    for (const kind of ['traits', 'tags', 'audiences', 'decide', 'decision', 'explain'] as const)
      if (step[kind] !== undefined) check(`step ${index}, ${kind}`, step[kind], seen[kind])
    if (step.folded) check(`step ${index}, folded`, step.folded, folded)
    return { folded, ...seen }
  })
}

/** What a step asks of a visitor, in the words of the vectors. */
function look(visitor: Visitor, step: Step, now: number): Table {
  const seen: Table = {}
  const each = (asked: Table, answer: (name: string) => unknown) =>
    Object.fromEntries(Object.keys(asked).map((name) => [name, answer(name)]))
  if (step.traits) {
    const traits = visitor.traits({ now })
    seen.traits = each(step.traits, (name) => traits[name] ?? null)
  }
  if (step.tags) seen.tags = visitor.tags({ now })
  if (step.audiences) seen.audiences = visitor.audiences({ now })
  if (step.decide) seen.decide = each(step.decide, (slot) => inWords(visitor.decide(slot, { now })))
  if (step.decision) seen.decision = each(step.decision, (slot) => plain(visitor.decide(slot, { now })))
  if (step.explain)
    seen.explain = each(step.explain, (slot) =>
      Object.fromEntries(
        visitor.explain(slot, { now }).considered.map(({ experience, failed }) => [experience, failed]),
      ),
    )
  return seen
}

/** `default`, `chosen gift/a`, `withheld gift/a`; a list for a slot that shows several. */
function inWords({ items, reason, experience, variation, withheld }: ReturnType<Visitor['decide']>): unknown {
  if (items) return items.map((item) => inWords(item))
  if (withheld) return `withheld ${withheld.experience}/${withheld.variation}`
  return experience ? `${reason} ${experience}/${variation}` : reason
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

/** Equal as JSON; numbers to nine digits, so that another order of additions is no difference. */
function agrees(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.keys(a), Object.keys(b)]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every((key) => key in b && agrees((a as Table)[key], (b as Table)[key]))
  )
}
