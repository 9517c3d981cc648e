import type { Client, EventContext, Identity, Json, PluginContext, RecordedEvent, Stop } from '@qianmian/core'
import type { Config } from './config.js'
import { configSource } from './configSource.js'
import { createMemory } from './createMemory.js'
import type { Decision, Explanation } from './decision.js'
import type { Keys } from './isGenuine.js'
import { type Plan, plan } from './plan.js'
import type { Issue } from './readConfig.js'
import { CONTEXT, person } from './visitor.js'

export interface PersonalizeOptions {
  /** The address of the document, or the document itself. */
  config: string | Config
  /** Public keys by their `kid`: with them, only a document that one of them has signed is taken, cached or fresh. */
  keys?: Keys
  /** How often a fresh document is looked for, in milliseconds, give or take a half; 5 minutes when left out, 0: never. */
  pollMs?: number
  /** How long slots wait for a first document before they show nothing of it, in milliseconds; 150 when left out. */
  timeoutMs?: number
  /** What this page's renderers can do, for experiences that require some of it. */
  features?: readonly string[]
  /** Variations to show whatever the rules say, by experience. Nothing is recorded of them. */
  preview?: { readonly [experience: string]: string }
}

/** One slot's decision, and what became of it. For a slot with a limit above 1, name the experience. */
export interface SlotHandle {
  /** The same object until the decision changes. */
  get(): Decision
  /** Hears each change, in the tick of the event that caused it. */
  subscribe(run: (decision: Decision) => void): Stop
  /** The visitor really saw it. Recorded once for as long as it stays on show. */
  viewed(experience?: string): void
  clicked(experience?: string): void
  dismissed(experience?: string): void
}

/** What is known of this visitor. */
export interface Profile extends Identity {
  readonly traits: { readonly [name: string]: Json }
  readonly tags: readonly string[]
  readonly audiences: readonly string[]
  /** Takes away a tag at the visitor's wish. */
  forget(tag: string): void
}

export interface Personalization {
  /** What a slot shows now: at once, and without side effects. */
  decide(slot: string): Decision
  slot(name: string): SlotHandle
  explain(slot: string): Explanation
  visitor(): Profile
  /** What was wrong with the document that is in use. */
  issues(): readonly Issue[]
  stop(): void
}

/** What is stored of a visitor: the state, and, before there was a document, the events to be folded into it. */
interface Stored {
  state?: Json
  waiting?: RecordedEvent[]
}

/** Time itself opens and closes schedules; slots look at the clock this often. */
const TICK = 15_000
/** Events that wait for a first document, at most. */
const MOST_WAITING = 1000

/** Decides nothing. */
const NOTHING: Config = { schema: 1, id: '', revision: 0 }

/** Joins a document to a client: every event that the client records is folded, and slots change in the same tick. */
export function personalize(client: Client, options: PersonalizeOptions): Personalization {
  if (!options?.config || !/string|object/.test(typeof options.config))
    throw new Error(
      "[qianmian] personalize: config must be the document's address or the document: { config: '/qianmian.json' }",
    )
  let context!: PluginContext
  /** Undefined before there is a document. */
  let prepared: Plan | undefined
  let visitor = person(plan(NOTHING), null)
  let issues: readonly Issue[] = []
  /** What was stored, and what has happened since, until there is a document. */
  let saved: Json = null
  let waiting: RecordedEvent[] = []
  let memory!: ReturnType<typeof createMemory>
  let isLate = false
  /** What the newest event told of its session and page: a new document goes on with it. */
  let around: EventContext = {}
  const slots = new Map<string, { handle: SlotHandle; refresh(): void }>()

  const at = () => ({ now: context.now() })
  function open(state: unknown): void {
    if (!prepared) return
    visitor = person(prepared, state)
    visitor.personalize(context.consent().personalization)
    visitor.preview(options.preview ?? {})
    const told: EventContext = { ...context.platform.context(), ...around, ...context.identity() }
    visitor.set(Object.fromEntries(CONTEXT.map((root) => [root, told[root]])))
    visitor.set(context.attributes)
  }

  const refresh = () => {
    for (const slot of slots.values()) slot.refresh()
  }

  function changed(): void {
    memory.changed()
    refresh()
  }

  /** What was stored is what this visitor has done so far. */
  function restore(json: Json): void {
    const stored = Object(json) as Stored
    saved = stored.state ?? null
    waiting = stored.waiting ?? []
    begin()
  }

  /** Goes on from there, as soon as there is a document. */
  function begin(): void {
    if (!prepared) return
    open(saved)
    // A page that is opened holds nothing yet.
    visitor.leave()
    for (const event of waiting.splice(0)) visitor.observe(event, at())
  }

  /** Whose history it is is gone, or does not want it kept. */
  function drop(): void {
    memory.forget()
    saved = null
    waiting = []
  }

  function fold(event: RecordedEvent, elsewhere: boolean): void {
    if (prepared) visitor.observe(event, { ...at(), elsewhere })
    else if (waiting.push(event) > MOST_WAITING) waiting.shift()
  }

  function take(config: Config, found: readonly Issue[]): void {
    const state = prepared && visitor.toJSON()
    prepared = plan(config, options.features)
    issues = found
    for (const issue of found) context.report('config', `${issue.path}: ${issue.code}`, issue)
    if (state) open(state)
    else begin()
    changed()
  }

  function decide(name: string): Decision {
    const decision = visitor.decide(name, at())
    return prepared || isLate ? decision : { ...decision, reason: 'pending' }
  }

  function slot(name: string): SlotHandle {
    const known = slots.get(name)
    if (known) return known.handle
    let decision = decide(name)
    // Not what was read last: whoever reads a slot must not keep the change from those who listen.
    let told = decision
    const listeners = new Set<(decision: Decision) => void>()
    /** Records what happened to what is on show, if it is the marketer's and no preview. */
    const record = (what: string, wanted?: string) => {
      const current = handle.get()
      for (const item of current.items ?? [current]) {
        const { experience, variation } = item.withheld ?? item
        if (!experience || item.reason === 'preview' || (wanted && wanted !== experience)) continue
        const isView = what === 'Viewed'
        if (isView ? visitor.holds(name, experience) : item.withheld) continue
        const { revision } = item
        client.track(`Experience ${item.withheld ? 'Withheld' : what}`, { slot: name, experience, variation, revision })
        if (!isView) return
      }
    }
    const handle: SlotHandle = {
      get() {
        const next = decide(name)
        return JSON.stringify(next) === JSON.stringify(decision) ? decision : (decision = next)
      },
      subscribe(run) {
        listeners.add(run)
        return () => listeners.delete(run)
      },
      viewed: (experience) => record('Viewed', experience),
      clicked: (experience) => record('Clicked', experience),
      dismissed: (experience) => record('Dismissed', experience),
    }
    const refresh = () => {
      if (told === (told = handle.get())) return
      for (const run of [...listeners]) {
        try {
          run(told)
        } catch (error) {
          context.report('listener', `A listener of slot ${name} failed`, error)
        }
      }
    }
    slots.set(name, { handle, refresh })
    return handle
  }

  const stop = client.use({
    name: 'personalize',
    settled: () => memory.settled(),
    setup(given) {
      context = given
      const { clock } = context.platform
      memory = createMemory(context, {
        produce: () => (prepared ? { state: visitor.toJSON() } : { state: saved, waiting }) as unknown as Json,
        take: restore,
        fold,
        refresh,
      })
      restore(memory.mirror)
      context.on('event', (event) => {
        // What waited for consent may be of who was here before.
        if (!context.owns(event.anonymousId)) return
        around = event.context
        fold(event, false)
        memory.add(event)
        refresh()
      })
      context.on('attributes', (told) => {
        visitor.set(told)
        refresh()
      })
      context.on('person', ({ identity, kept }) => {
        if (kept) visitor.set({ ...identity })
        else {
          drop()
          open(null)
        }
        changed()
      })
      context.on('consent', ({ personalization }) => {
        visitor.personalize(personalization)
        if (!personalization) drop()
        memory.open()
        changed()
      })
      const stopSource = configSource(context, options, take)
      memory.open()
      const stopWaiting = clock.after(options.timeoutMs ?? 150, () => {
        isLate = true
        refresh()
      })
      let stopTick = clock.after(TICK, function tick() {
        stopTick = clock.after(TICK, tick)
        refresh()
      })
      return () => {
        stopSource()
        stopWaiting()
        stopTick()
      }
    },
  })

  return {
    decide,
    slot,
    explain: (name) => ({ ...visitor.explain(name, at()), decision: decide(name) }),
    visitor: () => ({
      ...context.identity(),
      traits: visitor.traits(at()),
      tags: visitor.tags(at()),
      audiences: visitor.audiences(at()),
      forget(tag) {
        visitor.forget(tag)
        changed()
      },
    }),
    issues: () => issues,
    stop,
  }
}
