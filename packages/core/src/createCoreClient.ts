import { attempt } from './attempt.js'
import { address } from './backend.js'
import type { Client } from './client.js'
import { type ClientOptions, checkOptions } from './clientOptions.js'
import type { Consent } from './consent.js'
import { copyObject } from './copy.js'
import { createDelivery } from './createDelivery.js'
import { createMemory } from './createMemory.js'
import { createOutbox, toEntry } from './createOutbox.js'
import { createPlugins } from './createPlugins.js'
import { createStorage } from './createStorage.js'
import { createTopics } from './createTopics.js'
import { createVisitor } from './createVisitor.js'
import type { EventType, JsonObject, RecordedEvent } from './event.js'
import type { Identity } from './identity.js'
import type { Platform, Stop } from './platform.js'
import type { Plugin, PluginContext } from './plugin.js'
import { touchOf } from './session.js'

const MAX_HELD = 1000
const MAX_EVENT_BYTES = 32_768
/** A collector's time that differs by less is the same: the answer itself was on its way. */
const MIN_SKEW_MS = 2000

/**
 * The client on a platform: every adapter's `createClient` is this. Throws when an option is wrong, and says what to
 * write instead; after that nothing of it throws, and what fails reaches `options.onError`.
 */
export function createCoreClient(platform: Platform, options: ClientOptions): Client {
  const settings = checkOptions(options)
  const { clock, lifecycle } = platform
  const extra = copyObject(settings.context)
  const dropped: Record<string, number> = {}
  let held: RecordedEvent[] = []
  let skew = 0
  let folding = false
  let storageFailed = false
  let stopped = false
  let opening: Promise<void> | undefined

  const now = () => clock.now() + skew
  const topics = createTopics(pluginFailed)
  const storage = createStorage(platform.state, storeFailed)
  const visitor = createVisitor(storage, settings.consent ?? {}, platform.id)
  const memory = createMemory(storage, clock, pluginFailed)
  const plugins = createPlugins(contextFor, memory.leave, pluginFailed)
  const outbox = createOutbox(platform, {
    snapshot() {
      visitor.save()
      return visitor.choice.analytics ? memory.snapshot() : undefined
    },
    folds: () => folding && consent().personalization,
    restore(saved) {
      const state = memory.newer(saved)
      if (state) topics.emit('restored', state)
    },
    replay(event) {
      if (event.anonymousId === visitor.person.anonymousId) topics.emit('event', event)
    },
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
    const kept = visitor.person.anonymousId === person.anonymousId
    if (!kept || visitor.person.userId !== person.userId) topics.emit('person', { identity: identity(), kept })
    if (visitor.choice.time !== choice.time) consented()
  }

  function become(userId: string | null, kept: boolean): void {
    if (!kept) {
      visitor.renew()
      forget()
    }
    visitor.person.userId = userId
    visitor.save()
    topics.emit('person', { identity: identity(), kept })
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
    visitor.save()
    topics.emit('consent', consent())
    open()
    if (analytics) held.splice(0).forEach(accept)
  }

  function surroundings() {
    return { ...attempt(() => platform.context(), pluginFailed), ...extra }
  }

  function record(type: EventType, fields: Partial<RecordedEvent>): void {
    if (stopped) return
    refresh()
    const { userId } = visitor.person
    if (type === 'identify' && fields.userId !== userId) become(fields.userId!, !userId)
    if (visitor.choice.analytics === false) {
      drop('consent')
      return
    }
    const { person } = visitor
    const around = surroundings()
    const last = clock.now()
    const before = person.session
    const same = before && Math.abs(last - before.last) <= settings.sessionTimeoutMs
    const touch = touchOf(around)
    const session = same
      ? { ...before, last }
      : { ...touch, id: platform.id(), number: (before?.number ?? 0) + 1, start: now(), last }
    person.session = session
    person.first ??= touch
    const { campaign, referrer, id, number, start } = session
    const base = {
      anonymousId: person.anonymousId,
      userId: person.userId ?? undefined,
      timestamp: new Date(now()).toISOString(),
      context: { ...around, campaign, referrer, firstTouch: person.first, session: { id, number, start } },
    }
    if (!same)
      accept({ ...base, type: 'track', messageId: platform.id(), event: 'Session Started', properties: { number } })
    if (type === 'page') fields = { ...fields, properties: { ...around.page, ...fields.properties } }
    accept({ ...base, type, messageId: platform.id(), ...fields })
  }

  function accept(event: RecordedEvent): void {
    if (!visitor.choice.analytics) {
      if (held.length < MAX_HELD) held.push(event)
      else drop('overflow')
      return
    }
    const processed = plugins.process(event)
    const entry = processed && toEntry(processed)
    if (!entry) drop('plugin')
    else if (entry.bytes > MAX_EVENT_BYTES) drop('size', processed)
    else {
      outbox.add(entry)
      topics.emit('event', processed)
    }
  }

  /** A name or an id as text; what is none is told, and gives an empty one. */
  function name(value: unknown, call: EventType): string {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    if (!text) report('invalid', `${call} needs a name or id`)
    return text
  }

  function call(type: EventType, key: string, value: unknown, fields: Partial<RecordedEvent>): void {
    const text = name(value, type)
    if (text) record(type, { ...fields, [key]: text })
  }

  function contextFor(plugin: Plugin, own: Set<Stop>): PluginContext {
    return {
      client,
      platform,
      now,
      identity,
      consent,
      report,
      memory: {
        read() {
          if (!consent().personalization) return null
          const state = memory.read()
          if (!folding) outbox.replay()
          folding = true
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
    page(title, properties) {
      record('page', { name: title && name(title, 'page'), properties: copyObject(properties) })
    },
    track: (event, properties) => call('track', 'event', event, { properties: copyObject(properties) }),
    identify: (userId, traits) => call('identify', 'userId', userId, { traits: copyObject(traits) }),
    group: (groupId, traits) => call('group', 'groupId', groupId, { traits: copyObject(traits) }),
    alias(userId, previousId) {
      const { anonymousId, userId: known } = visitor.person
      const previous = previousId ? name(previousId, 'alias') : known
      call('alias', 'userId', userId, { previousId: previous ?? anonymousId })
    },
    reset: () => become(null, false),
    async flush() {
      await open()
      if (visitor.choice.analytics) await delivery.drained()
    },
    consent(purposes) {
      const { analytics, personalization } = { ...visitor.choice, ...copyObject(purposes) } as Partial<Consent>
      visitor.choice = { analytics, personalization, time: now(), version: settings.consent?.version }
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
      plugins.stop()
      for (const stop of stops) stop()
    },
    ready: Promise.resolve(),
  }

  // A campaign that leads into a running session is its newest touch.
  const landing = touchOf(surroundings())
  if (landing.campaign && visitor.person.session) visitor.person.session = { ...visitor.person.session, ...landing }
  settings.plugins?.forEach(plugins.use)
  const stops = [
    lifecycle.on('hide', delivery.last),
    lifecycle.on('show', delivery.retry),
    lifecycle.on('online', delivery.retry),
  ]
  return Object.assign(client, { ready: open() })
}
