import type { Client, Identity, Json, PluginContext, RecordedEvent, Stop } from '@qianmian/core'
import type { Config } from './config.js'
import { configSource } from './configSource.js'
import type { Decision, Explanation } from './decision.js'
import type { Keys } from './isGenuine.js'
import { type Plan, plan } from './plan.js'
import type { Issue } from './readConfig.js'
import { type Person, person } from './visitor.js'

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

/** What is stored of a visitor: the state, or, before there was a document, the events that it will be made of. */
interface Stored {
  state?: Json
  waiting?: RecordedEvent[]
}

/** Time itself opens and closes schedules; slots look at the clock this often. */
const TICK = 15_000
/** Events that wait for a first document, at most. */
const MOST_WAITING = 1000

/** Joins a document to a client: every event that the client records is folded, and slots change in the same tick. */
export function personalize(client: Client, options: PersonalizeOptions): Personalization {
  if (!options?.config || !/string|object/.test(typeof options.config))
    throw new Error(
      "[qianmian] personalize: config must be the document's address or the document: { config: '/qianmian.json' }",
    )
  let context!: PluginContext
  let prepared: Plan | null = null
  let issues: readonly Issue[] = []
  let visitor: Person | null = null
  let waiting: RecordedEvent[] = []
  /** Until the outbox is open, what was folded may have to be folded again into the durable state. */
  let recent: RecordedEvent[] | null = []
  let timedOut = false
  const slots = new Map<string, { handle: SlotHandle; refresh(): void }>()
  const stops: Stop[] = []

  const now = () => context.now()

  function open(state: unknown): void {
    if (!prepared) return
    visitor = person(prepared, state)
    visitor.personalize(context.consent().personalization)
    if (options.preview) visitor.preview(options.preview)
    const { anonymousId, userId } = context.identity()
    const { page, campaign, referrer, scene, device } = context.platform.context()
    visitor.set({ anonymousId, userId, page, campaign, referrer, scene, device })
  }

  function fold(event: RecordedEvent): void {
    recent?.push(event)
    if (visitor) visitor.observe(event, { now: now() })
    else if (waiting.push(event) > MOST_WAITING) waiting.shift()
    save()
    refresh()
  }

  /** What was stored before, then what has happened since. */
  function restore(stored: Json | null, since: readonly RecordedEvent[]): void {
    const { state, waiting: earlier = [] } = (stored ?? {}) as unknown as Stored
    const events = [...earlier, ...since]
    open(state)
    if (!visitor) waiting = events
    for (const event of events) visitor?.observe(event, { now: now() })
    // A page that is opened holds nothing yet.
    if (!since.length) visitor?.leave()
    refresh()
  }

  const save = () =>
    context.memory.write(() => (visitor ? { state: visitor.toJSON() } : { waiting }) as unknown as Json)

  const refresh = () => {
    for (const slot of slots.values()) slot.refresh()
  }

  function take(config: Config, found: readonly Issue[]): void {
    const state = visitor?.toJSON()
    prepared = plan(config, options.features)
    issues = found
    for (const issue of found) context.report('config', `${issue.path}: ${issue.code}`, issue)
    if (state) open(state)
    else restore(context.memory.read(), waiting)
    waiting = []
    save()
    refresh()
  }

  function decide(name: string): Decision {
    if (visitor) return visitor.decide(name, { now: now() })
    return {
      slot: name,
      experience: null,
      variation: null,
      payload: null,
      reason: timedOut ? 'default' : 'pending',
      revision: 0,
    }
  }

  function slot(name: string): SlotHandle {
    const known = slots.get(name)
    if (known) return known.handle
    let decision = decide(name)
    const listeners = new Set<(decision: Decision) => void>()
    /** Records what happened to what is on show, if it is the marketer's and no preview. */
    const record = (what: string, experience: string | undefined, allow: (shown: string) => boolean) => {
      const current = handle.get()
      for (const item of current.items ?? [current]) {
        const shown = item.withheld ?? (item.reason === 'chosen' ? item : null)
        const id = shown?.experience
        if (!id || (experience && experience !== id) || (item.withheld && what !== 'Viewed') || !allow(id)) continue
        client.track(`Experience ${item.withheld ? 'Withheld' : what}`, {
          slot: name,
          experience: id,
          variation: shown.variation,
          revision: item.revision,
        })
        if (what !== 'Viewed') return
      }
    }
    const handle: SlotHandle = {
      get() {
        const next = decide(name)
        return isPending(decision, next) ? decision : (decision = next)
      },
      subscribe(run) {
        listeners.add(run)
        return () => listeners.delete(run)
      },
      viewed: (experience) => record('Viewed', experience, (id) => !visitor?.holds(name, id)),
      clicked: (experience) => record('Clicked', experience, () => true),
      dismissed: (experience) => record('Dismissed', experience, () => true),
    }
    // Not what was read last: whoever reads a slot must not keep the change from those who listen.
    let told = decision
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

  stops.push(
    client.use({
      name: 'personalize',
      setup(given) {
        context = given
        const { clock } = context.platform
        const again = (ms: number, run: () => void) => {
          let stop = clock.after(ms, function next() {
            stop = clock.after(ms, next)
            run()
          })
          stops.push(() => stop())
        }
        stops.push(
          context.on('event', fold),
          context.on('restored', (stored) => restore(stored, recent ?? [])),
          context.on('person', ({ identity, kept }) => {
            if (kept) visitor?.set({ ...identity })
            else {
              waiting = []
              recent = recent && []
              open(null)
            }
            save()
            refresh()
          }),
          context.on('consent', ({ personalization }) => {
            visitor?.personalize(personalization)
            if (!personalization) waiting = []
            save()
            refresh()
          }),
          configSource(context, options, take),
        )
        if (!prepared) {
          const { waiting: earlier = [] } = (context.memory.read() ?? {}) as unknown as Stored
          waiting = earlier
          stops.push(
            clock.after(options.timeoutMs ?? 150, () => {
              timedOut = true
              refresh()
            }),
          )
        }
        again(TICK, refresh)
        void client.ready.then(() => {
          recent = null
        })
      },
    }),
  )

  return {
    decide,
    slot,
    explain: (name) => visitor?.explain(name, { now: now() }) ?? { slot: name, decision: decide(name), considered: [] },
    visitor() {
      const at = { now: now() }
      return {
        ...context.identity(),
        traits: visitor?.traits(at) ?? {},
        tags: visitor?.tags(at) ?? [],
        audiences: visitor?.audiences(at) ?? [],
        forget(tag) {
          visitor?.forget(tag)
          save()
          refresh()
        },
      }
    },
    issues: () => issues,
    stop() {
      for (const stop of stops.splice(0)) stop()
    },
  }
}

const isPending = (a: Decision, b: Decision): boolean => a.revision === 0 && b.revision === 0 && a.reason === b.reason
