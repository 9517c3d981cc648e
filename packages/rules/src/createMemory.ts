import type { Json, PluginContext, RecordedEvent } from '@qianmian/core'
import { attempt, isObject } from './json.js'

/** The key of the mirror, in the host's state store. */
const MIRROR = 'memory'
const TIMEOUT = 5000
/** Visits whose events may still be told again, at most. */
const MOST_VISITS = 50

/** Of each visit, how many of its events are folded: a message id is its visit's, a dot, and its number there in base 36. */
interface Folds {
  [visit: string]: number
}

/** A person's state, and what is folded into it. */
interface Copy {
  by: string
  folds: Folds
  state: Json
}

/** Who makes the state. */
interface Keeper {
  /** The state as of now. */
  produce(): Json
  /** Puts another copy of the same person's state in the place of the present one. */
  take(state: Json): void
  /** An event that the state does not contain; `elsewhere`: not one that was recorded by this page just now. */
  fold(event: RecordedEvent, elsewhere: boolean): void
  /** All that was told is folded. */
  refresh(): void
}

/**
 * Keeps a visitor's state over pages and tabs. Every tab folds every event once; each writes the mirror that the next page
 * reads before its first paint, and the tab that leads writes the durable copy, before the outbox forgets an event. What
 * lies in the outbox and is in no copy is folded by the next page: a killed one forgets nothing.
 */
export function createMemory(context: PluginContext, keeper: Keeper) {
  const { clock, outbox, state } = context.platform
  let folds: Folds = {}
  /** Of this page, until the durable copy is read: it may have to be folded again into that. */
  let recent: RecordedEvent[] | null = []
  /** Told by others until then. */
  let early: string[] = []
  /** Recorded by this page in this task, to be told to the others. */
  const news: string[] = []
  let loading: Promise<void> | undefined
  let saving: Promise<unknown> = Promise.resolve()
  let isScheduled = false
  let isUnsaved = false

  const isAllowed = () => {
    const { analytics, personalization } = context.consent()
    return analytics && personalization
  }

  /** What storage answers; undefined when it fails or does not. */
  const ask = <T>(work: () => Promise<T>) =>
    new Promise<T | undefined>((resolve) => {
      const none = () => resolve(undefined)
      const stop = clock.after(TIMEOUT, none)
      work().then(resolve, none).then(stop)
    })

  function read(copy: unknown): Copy | undefined {
    if (isObject(copy) && context.owns(copy.by) && isObject(copy.folds)) return copy as unknown as Copy
  }

  /** Remembers that an event is folded; false when it was before. */
  function isNew({ messageId }: RecordedEvent): boolean {
    const [, visit, nth] = /^(.+)\.(\w+)$/.exec(messageId) ?? []
    const count = Number.parseInt(nth!, 36) + 1
    if (folds[visit!]! >= count) return false
    if (count) folds[visit!] = count
    return true
  }

  function hear(texts: readonly string[]): void {
    for (const text of texts) {
      const event: RecordedEvent = JSON.parse(text)
      if (context.owns(event.anonymousId) && isNew(event)) keeper.fold(event, true)
    }
    keeper.refresh()
    changed()
  }

  async function load(): Promise<void> {
    // By then, what was recorded before is stored.
    await context.client.ready
    const rows = await ask(() => outbox.peek(0, 1e9))
    // Only then: what is gone from the rows is in it.
    const copy = read(await ask(() => outbox.load()))
    if (copy && Object.keys(copy.folds).some((visit) => !(folds[visit]! >= copy.folds[visit]!))) {
      folds = { ...copy.folds }
      keeper.take(copy.state)
      for (const event of recent!) if (isNew(event)) keeper.fold(event, false)
    }
    recent = null
    const texts = (rows ?? []).flatMap(({ events }) => events.map(({ text }) => text))
    hear([...texts, ...early.splice(0)])
    // Nobody tells again what is acknowledged.
    for (const visit of Object.keys(folds).slice(0, -MOST_VISITS))
      if (!texts.some((text) => text.includes(`"${visit}.`))) delete folds[visit]
  }

  /** Stores the state soon, at most once a task. */
  function changed(): void {
    isUnsaved = true
    if (isScheduled) return
    isScheduled = true
    void Promise.resolve().then(save)
  }

  function save(): void {
    isScheduled = false
    if (news[0]) context.send({ events: news.splice(0) })
    if (!isAllowed()) return
    const copy = { by: context.identity().anonymousId, folds, state: keeper.produce() } as unknown as Json
    attempt(() => state.set(MIRROR, JSON.stringify(copy)))
    if (!context.leads() || recent) return
    isUnsaved = false
    saving = ask(() => outbox.save(copy))
  }

  /** Folds what this page has recorded before, and looks for what is stored, once that is allowed. */
  function open(): void {
    if (loading || !isAllowed()) return
    hear(context.waiting())
    loading = load()
  }

  const mirror = isAllowed() ? read(attempt(() => JSON.parse(state.get(MIRROR)!))) : undefined
  if (mirror) folds = mirror.folds
  context.on('message', (message) => {
    const { events } = Object(message)
    if (!isAllowed() || !Array.isArray(events)) return
    if (recent) early.push(...events)
    else hear(events)
  })

  return {
    /** The state in the mirror, or null. */
    mirror: mirror?.state ?? null,
    open,
    /** This page has recorded an event, and it is folded. */
    add(event: RecordedEvent): void {
      isNew(event)
      recent?.push(event)
      news.push(JSON.stringify(event))
      changed()
    },
    changed,
    /** Whose state it was is gone, or does not want it kept. */
    forget(): void {
      folds = {}
      early = []
      recent &&= []
    },
    /** Resolves when all that is folded so far is durable, where that can be. */
    async settled(): Promise<void> {
      if (!isAllowed()) return
      await loading
      if (isUnsaved) save()
      await saving
    },
  }
}
