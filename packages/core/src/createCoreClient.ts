import { attempt } from './attempt.js'
import type { Client } from './client.js'
import { type ClientOptions, checkOptions } from './clientOptions.js'
import type { Consent } from './consent.js'
import { copy, flat } from './copy.js'
import { createDelivery } from './createDelivery.js'
import { createOutbox, type Entry } from './createOutbox.js'
import { createPlugins } from './createPlugins.js'
import { createVisitor, type Person } from './createVisitor.js'
import { createWriter, type Recorded } from './createWriter.js'
import type { EventContext, EventType, Json, JsonObject } from './event.js'
import type { Identity } from './identity.js'
import type { Platform } from './platform.js'
import type { PluginContext } from './plugin.js'
import { touchOf } from './session.js'
import { surplus } from './surplus.js'

/** Where a plugin keeps the mirror of the visitor's state. */
const MIRROR = 'memory'
const MAX_EARLY = 1000
/** What a collector takes of a name or an id. */
const MAX_NAME = 256

/** What one tab tells the others beside that something has changed: send at once; who the visitor is now; or what a plugin says. */
type Message = { readonly ask?: boolean; readonly visitor?: string | undefined; readonly plugin?: Json }

/**
 * The client on a platform: every adapter's `createClient` is this. Throws when an option is wrong, and says what to
 * write instead; after that nothing of it throws, and what fails reaches `options.onError`.
 */
export function createCoreClient(platform: Platform, options: ClientOptions): Client {
  const settings = checkOptions(options)
  const { clock, lifecycle, tabs } = platform
  const extra = copy(settings.context) as JsonObject | undefined
  const dropped: Record<string, number> = {}
  let early: Entry[] = []
  const attributes: JsonObject = {}
  // Each at a pace of its own: a crowd that arrives in the same second does not deliver in the same second.
  const interval = settings.flushIntervalMs * (1 - platform.random() / 2)
  let events = 0
  let storageFailed = false
  let stopped = false
  let away = false
  let opening: Promise<void> | undefined

  const now = () => delivery.now()
  const isOver = (at: number) => !(Math.abs(at - Number(visitor.person.session?.last)) <= settings.sessionTimeoutMs)
  const visitor = createVisitor(platform, settings.consent, storeFailed)
  const write = createWriter(platform, now, extra, settings)
  const plugins = createPlugins(contextFor, pluginFailed)
  const outbox = createOutbox(platform, {
    write,
    prepare() {
      refresh()
      visitor.save()
    },
    found: (events) => plugins.emit('message', { events: events.map(({ text }) => text) }),
    changed(ready) {
      if (!outbox.leads()) send({})
      if (ready) delivery.schedule(ready < settings.flushAt ? interval : 0)
    },
    settled: plugins.settled,
    fail: storeFailed,
    drop,
  })
  const delivery = createDelivery(platform, outbox, {
    ...settings,
    ask: () => send({ ask: true }),
    drop,
    report,
  })

  function report(code: string, message: string, cause?: unknown): void {
    attempt(() => settings.onError?.({ code, message, cause }))
  }

  function pluginFailed(cause: unknown): void {
    report('plugin', 'a plugin failed', cause)
  }

  function storeFailed(cause: unknown): void {
    if (!storageFailed) report('storage', 'storage failed: memory serves', cause)
    storageFailed = true
  }

  /** Counts a lost event; with a cause, tells of it too. */
  function drop(reason: string, cause?: unknown): void {
    dropped[reason] = (dropped[reason] ?? 0) + 1
    if (cause) report('dropped', reason, cause)
  }

  function send(message: Message): void {
    if (!stopped) attempt(() => tabs?.send(message as Json), storeFailed)
  }

  async function hear({ ask, visitor: told, plugin }: Message): Promise<void> {
    refresh(told)
    // Before it heard, this tab may have stored what was.
    if (told) visitor.save()
    if (!visitor.choice.analytics) return
    if (plugin) plugins.emit('message', plugin)
    else await outbox.look()
    if (ask) delivery.schedule(0)
  }

  function consent(): Consent {
    const { choice } = visitor
    return { ...choice, analytics: !!choice.analytics, personalization: !!choice.personalization }
  }

  function identity(): Identity {
    const { anonymousId, userId } = visitor.person
    return { anonymousId, userId }
  }

  /** Takes over what another tab has changed. */
  function refresh(told?: string): void {
    const { person, choice } = visitor
    visitor.refresh(told)
    const { anonymousId, userId } = identity()
    // What waited for consent, which another tab was given, is this person's too.
    if (!person.userId || person.userId === userId)
      early = early.map((entry) => ({ ...entry, text: entry.text.replace(person.anonymousId, anonymousId) }))
    if (anonymousId !== person.anonymousId || userId !== person.userId)
      plugins.emit('person', { identity: identity(), kept: visitor.owns(person.anonymousId) })
    if (visitor.choice.time !== choice.time) consented()
  }

  /** The visitor is this person from here on. `kept`: the same as before, by another name. */
  function become(person: Person, kept: boolean): void {
    if (!kept) forget()
    visitor.person = person
    publish()
    plugins.emit('person', { identity: identity(), kept })
  }

  /** Stores who the visitor is and what they allow, for every tab. */
  function publish(): void {
    send({ visitor: visitor.save(true) })
  }

  /** Erases the visitor's state. */
  function forget(): void {
    attempt(() => platform.state.remove(MIRROR), storeFailed)
    outbox.erase()
  }

  async function open(): Promise<void> {
    if (visitor.choice.analytics && !stopped) await (opening ??= outbox.open())
  }

  async function wipe(): Promise<void> {
    early = []
    become(visitor.renew(), false)
    await outbox.clear()
    delivery.schedule(0)
  }

  function consented(): void {
    const { analytics, personalization } = visitor.choice
    if (analytics === false) wipe()
    else if (!personalization) forget()
    plugins.emit('consent', consent())
    open()
    if (analytics) early.splice(0).forEach(accept)
  }

  function record(type: EventType, name?: string, given?: unknown, previousId?: string): void {
    if (stopped) return
    const at = clock.now()
    // Another tab may have gone on with the session, or be another person's by now; and where tabs cannot talk, each looks
    // for itself.
    if (!tabs || type === 'identify' || isOver(at)) refresh()
    if (visitor.choice.analytics === false) {
      drop('consent')
      return
    }
    const known = visitor.person.userId
    if (type === 'identify' && name !== known)
      become({ ...(known ? visitor.renew() : visitor.person), userId: name! }, !known)
    const found: EventContext = attempt(() => platform.context(), pluginFailed) ?? {}
    const begins = isOver(at)
    // A campaign that leads into a running session is its newest touch.
    if (begins || found.campaign || extra?.campaign) {
      const { session } = visitor.person
      const touch = touchOf({ ...found, ...extra })
      if (begins) {
        const number = (session?.number ?? 0) + 1
        const next = { ...touch, id: platform.id(), number, start: now(), last: at }
        visitor.person = { first: touch, ...visitor.person, session: next }
        visitor.save()
      } else Object.assign(session!, touch)
    }
    const { person } = visitor
    const moment = { at, found, person }
    person.session!.last = at
    if (begins) add(moment, 'track', 'Session Started', { number: person.session!.number })
    add(moment, type, name, given, previousId)
  }

  function add(
    moment: Pick<Recorded, 'at' | 'found' | 'person'>,
    type: EventType,
    name?: string,
    given?: unknown,
    previousId?: string,
  ): void {
    const plain = flat(given)
    const recorded = { type, number: events++, name, previousId, given: plain ?? given, ...moment }
    accept(plain ? recorded : write(recorded))
  }

  function accept(recorded: Recorded | Entry): void {
    if (!visitor.choice.analytics) {
      early.push(write(recorded))
      for (const one of surplus(early, MAX_EARLY)) {
        early.splice(early.indexOf(one), 1)
        drop('overflow')
      }
      return
    }
    // As an object only where somebody looks at it.
    if (plugins.look()) {
      const entry = write(recorded)
      const event = plugins.process(JSON.parse(entry.text))
      if (!event) {
        drop('plugin')
        return
      }
      outbox.add({ ...entry, text: JSON.stringify(event) })
      plugins.emit('event', event)
    } else outbox.add(recorded)
    if (away) Promise.resolve().then(delivery.last)
  }

  /** A name or an id as text; what is none is told, and gives an empty one. */
  function name(value: unknown, call: EventType): string {
    const text = typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, MAX_NAME) : ''
    if (!text) report('invalid', `${call} needs a name or id`)
    return text
  }

  function call(type: EventType, value: unknown, given?: unknown, previousId?: string): void {
    const text = name(value, type)
    if (text) record(type, text, given, previousId)
  }

  function contextFor(on: PluginContext['on']): PluginContext {
    return {
      client,
      platform,
      now,
      identity,
      consent,
      attributes,
      tell: (told) => plugins.emit('attributes', Object.assign(attributes, told)),
      report,
      owns: visitor.owns,
      leads: outbox.leads,
      waiting: outbox.texts,
      send: (plugin) => send({ plugin }),
      adopt(ids) {
        const { person } = visitor
        become({ ...person, ...ids, former: person.anonymousId }, true)
      },
      on,
    }
  }

  const client: Client = {
    page: (title, properties) => record('page', (title && name(title, 'page')) || undefined, properties),
    track: (event: string, properties?: unknown) => call('track', event, properties),
    identify: (userId, traits) => call('identify', userId, traits),
    group: (groupId, traits) => call('group', groupId, traits),
    alias(userId, previousId) {
      const { anonymousId, userId: known } = visitor.person
      call('alias', userId, undefined, name(previousId || known || anonymousId, 'alias') || anonymousId)
    },
    reset() {
      refresh()
      become(visitor.renew(), false)
    },
    async flush() {
      await open()
      if (visitor.choice.analytics) await delivery.drained()
    },
    consent(purposes) {
      refresh()
      const { version } = settings.consent
      visitor.choice = { ...visitor.choice, ...(copy(purposes) as Partial<Consent>), time: now(), version }
      publish()
      consented()
    },
    use: plugins.use,
    async export() {
      return { ...visitor.person, consent: consent(), dropped, ...(await outbox.dump(early)) } as unknown as JsonObject
    },
    erase() {
      refresh()
      return wipe()
    },
    stop() {
      stopped = true
      for (const stop of stops) stop?.()
    },
    get ready() {
      return open()
    },
  }

  settings.plugins.forEach(plugins.use)
  const stops = [
    delivery.stop,
    outbox.stop,
    plugins.stop,
    lifecycle.on('hide', () => {
      away = true
      delivery.last()
    }),
    lifecycle.on('show', () => {
      away = false
      refresh()
      delivery.retry()
    }),
    lifecycle.on('online', delivery.retry),
    tabs?.on((message) => hear(Object(message))),
  ]
  open()
  return client
}
