import { attempt } from './attempt.js'
import { address } from './backend.js'
import type { Client } from './client.js'
import { type ClientOptions, checkOptions } from './clientOptions.js'
import type { Consent } from './consent.js'
import { createDelivery } from './createDelivery.js'
import { createMemory } from './createMemory.js'
import { createOutbox, type Entry, type News } from './createOutbox.js'
import { createPlugins } from './createPlugins.js'
import { createStorage } from './createStorage.js'
import { createTopics } from './createTopics.js'
import { createVisitor } from './createVisitor.js'
import { ADDED_BYTES, type Body, createWriter } from './createWriter.js'
import type { EventContext, EventType, Json, JsonObject, RecordedEvent } from './event.js'
import type { Identity } from './identity.js'
import { copy, maskOf } from './json.js'
import { bytes } from './pieces.js'
import type { Platform, Stop } from './platform.js'
import type { Plugin, PluginContext } from './plugin.js'
import { touchOf } from './session.js'
import { surplus } from './surplus.js'

const MAX_HELD = 1000
/** What a collector takes of a name or an id. */
const MAX_NAME = 256
/** A collector's time that differs by less is the same: the answer itself was on its way. */
const MIN_SKEW_MS = 2000

/** What one tab tells the others: what it recorded, that it waits for all to be delivered, that all are; or that something else has changed. */
type Message = Partial<News> & { readonly ask?: true; readonly idle?: true }

/**
 * The client on a platform: every adapter's `createClient` is this. Throws when an option is wrong, and says what to
 * write instead; after that nothing of it throws, and what fails reaches `options.onError`.
 */
export function createCoreClient(platform: Platform, options: ClientOptions): Client {
  const settings = checkOptions(options)
  const { clock, lifecycle, tabs } = platform
  const extra = copy(settings.context) as JsonObject | undefined
  const dropped: Record<string, number> = {}
  let held: Entry[] = []
  let skew = 0
  let folding = false
  let storageFailed = false
  let stopped = false
  let away = false
  let opening: Promise<void> | undefined

  const now = () => clock.now() + skew
  const topics = createTopics(pluginFailed)
  const storage = createStorage(platform.state, storeFailed)
  const visitor = createVisitor(storage, settings.consent ?? {}, platform)
  const write = createWriter(
    platform,
    visitor,
    extra,
    settings.mask[0] === undefined ? undefined : maskOf(settings.mask),
  )
  const memory = createMemory(platform, storage, visitor, pluginFailed)
  const plugins = createPlugins(contextFor, memory.leave, pluginFailed)
  const outbox = createOutbox(platform, {
    prepare() {
      refresh()
      visitor.save()
    },
    snapshot: () => (visitor.choice.analytics ? memory.snapshot() : undefined),
    folds: () => folding && consent().personalization,
    restore(saved, missed) {
      const state = missed || memory.outdated(saved) ? memory.take(saved) : undefined
      if (state !== undefined) topics.emit('restored', state)
      return state !== undefined
    },
    tell(text) {
      const event: RecordedEvent = JSON.parse(text)
      if (visitor.owns(event.anonymousId)) topics.emit('elsewhere', event)
    },
    send,
    // A crowd that arrives in the same second does not deliver in the same second.
    wake(ready) {
      delivery.schedule(ready < settings.flushAt ? settings.flushIntervalMs * (1 - platform.random() / 2) : 0)
    },
    fail: storeFailed,
    drop,
  })
  const delivery = createDelivery(platform, outbox, {
    to: address(settings.backend, settings.endpoint, settings.writeKey),
    writeKey: settings.writeKey,
    now,
    correct(time) {
      if (Math.abs(time - now()) > MIN_SKEW_MS) skew = time - clock.now()
    },
    ask: () => send({ ask: true }),
    drop,
    report,
  })

  function report(code: string, message: string, cause?: unknown): void {
    attempt(
      () => settings.onError?.({ code, message, cause }),
      () => {},
    )
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
    attempt(() => tabs?.send(message as Json), storeFailed)
  }

  function hear(message: Message): void {
    refresh()
    if (!opening || !visitor.choice.analytics) return
    if (message.texts) outbox.hear(message as News)
    if (message.ask && outbox.leads()) {
      outbox.look()
      delivery.drained().then(() => send({ idle: true }))
    }
    if (message.idle) delivery.idle()
  }

  function consent(): Consent {
    const { analytics, personalization, ...rest } = visitor.choice
    return { ...rest, analytics: !!analytics, personalization: !!personalization }
  }

  function identity(): Identity {
    const { anonymousId, userId } = visitor.person
    return { anonymousId, userId }
  }

  /** Takes over what another tab has changed. */
  function refresh(): void {
    const { person, choice } = visitor
    visitor.refresh()
    const kept = visitor.owns(person.anonymousId)
    if (!kept) forget()
    const { anonymousId, userId } = identity()
    if (anonymousId !== person.anonymousId || userId !== person.userId)
      topics.emit('person', { identity: identity(), kept })
    if (visitor.choice.time !== choice.time) consented()
  }

  function become(userId: string | null, kept: boolean): void {
    if (!kept) {
      visitor.renew()
      forget()
    }
    visitor.person.userId = userId
    publish()
    topics.emit('person', { identity: identity(), kept })
  }

  /** Stores who the visitor is and what they allow, for every tab. */
  function publish(): void {
    visitor.save()
    send({})
  }

  function forget(): void {
    memory.erase()
    outbox.save()
  }

  async function open(): Promise<void> {
    if (visitor.choice.analytics) await (opening ??= outbox.open())
  }

  function consented(): void {
    const { analytics, personalization } = visitor.choice
    if (analytics === false) {
      held = []
      outbox.clear().then(() => delivery.schedule(0))
      become(null, false)
    } else if (!personalization) forget()
    topics.emit('consent', consent())
    open()
    if (analytics) held.splice(0).forEach(accept)
  }

  function surroundings(): EventContext {
    return attempt(() => platform.context(), pluginFailed) ?? {}
  }

  function record(type: EventType, names: Record<string, string | undefined>, body?: Body, given?: unknown): void {
    if (stopped) return
    // Where tabs cannot talk, each looks for itself.
    if (!tabs) refresh()
    if (visitor.choice.analytics === false) {
      drop('consent')
      return
    }
    if (type === 'identify' && names.userId !== visitor.person.userId) become(names.userId!, !visitor.person.userId)
    const { person } = visitor
    const { session } = person
    const found = surroundings()
    const at = clock.now()
    const elapsed = clock.elapsed()
    const add = (type: EventType, ...rest: [typeof names, Body?, unknown?]) => {
      const important = !/^(track|page)$/.test(type) || settings.important.includes(rest[0].event!)
      accept({ ...write(type, at + skew, found, ...rest), at, elapsed, important })
    }
    person.first ??= touchOf({ ...found, ...extra })
    if (session && Math.abs(at - session.last) <= settings.sessionTimeoutMs) session.last = at
    else {
      const number = (session?.number ?? 0) + 1
      person.session = { ...touchOf({ ...found, ...extra }), id: platform.id(), number, start: at + skew, last: at }
      visitor.save()
      add('track', { event: 'Session Started' }, 'properties', { number })
    }
    add(type, names, body, given)
  }

  function accept(entry: Entry): void {
    if (!visitor.choice.analytics) {
      held.push(entry)
      const gone = surplus(held, MAX_HELD)
      held = held.filter((one) => !gone.includes(one))
      for (const _ of gone) drop('overflow')
      return
    }
    // As an object only where somebody looks at it.
    let event: RecordedEvent | null | undefined
    if (plugins.watches()) {
      event = plugins.process(JSON.parse(entry.text))
      if (!event) {
        drop('plugin')
        return
      }
      const text = JSON.stringify(event)
      entry = { ...entry, text, bytes: bytes(text) + ADDED_BYTES }
    }
    outbox.add(entry)
    if (away) Promise.resolve().then(delivery.last)
    if (topics.hears('event')) topics.emit('event', event ?? JSON.parse(entry.text))
  }

  /** A name or an id as text; what is none is told, and gives an empty one. */
  function name(value: unknown, call: EventType): string {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, MAX_NAME) : ''
    if (!text) report('invalid', `${call} needs a name or id`)
    return text
  }

  function call(type: EventType, key: string, value: unknown, given?: unknown, more?: Record<string, string>): void {
    const text = name(value, type)
    const body = type === 'alias' ? undefined : type === 'track' ? 'properties' : 'traits'
    if (text) record(type, { [key]: text, ...more }, body, given)
  }

  function contextFor(plugin: Plugin, own: Set<Stop>): PluginContext {
    return {
      client,
      platform,
      now,
      identity,
      consent,
      report,
      adopt(ids) {
        const { person } = visitor
        visitor.person = { ...person, ...ids, former: person.anonymousId }
        become(ids.userId, true)
      },
      memory: {
        read() {
          if (!consent().personalization) return null
          const state = memory.read()
          if (!folding) {
            folding = true
            outbox.begin()
          }
          return state
        },
        write(produce) {
          if (!consent().personalization) return
          memory.keep(plugin, produce)
          outbox.save()
        },
      },
      on(topic, run) {
        const stop = topics.on(topic, run)
        own.add(stop)
        return stop
      },
    }
  }

  const client: Client = {
    page: (title, properties) =>
      record(
        'page',
        { name: title === undefined ? title : name(title, 'page') || undefined },
        'properties',
        properties,
      ),
    track: (event: string, properties?: unknown) => call('track', 'event', event, properties),
    identify: (userId, traits) => call('identify', 'userId', userId, traits),
    group: (groupId, traits) => call('group', 'groupId', groupId, traits),
    alias(userId, previousId) {
      const { anonymousId, userId: known } = visitor.person
      const previous = previousId ? name(previousId, 'alias') : known
      call('alias', 'userId', userId, undefined, { previousId: previous || anonymousId })
    },
    reset: () => become(null, false),
    async flush() {
      await open()
      if (visitor.choice.analytics) await delivery.drained()
    },
    consent(purposes) {
      const { analytics, personalization } = { ...visitor.choice, ...(copy(purposes) as Partial<Consent>) }
      visitor.choice = { analytics, personalization, time: now(), version: settings.consent?.version }
      publish()
      consented()
    },
    use: plugins.use,
    async export() {
      const { person } = visitor
      return { ...person, consent: consent(), dropped, ...(await outbox.dump()) } as unknown as JsonObject
    },
    async erase() {
      held = []
      become(null, false)
      await outbox.clear()
    },
    stop() {
      stopped = true
      delivery.stop()
      outbox.stop()
      plugins.stop()
      for (const stop of stops) stop?.()
    },
    ready: Promise.resolve(),
  }

  // A campaign that leads into a running session is its newest touch.
  const landing = touchOf({ ...surroundings(), ...extra })
  if (landing.campaign && visitor.person.session) visitor.person.session = { ...visitor.person.session, ...landing }
  settings.plugins?.forEach(plugins.use)
  const stops = [
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
  return Object.assign(client, { ready: open() })
}
