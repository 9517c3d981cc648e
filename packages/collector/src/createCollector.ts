import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Activities, createActivities } from './activities/createActivities.js'
import { createEvidence } from './activities/createEvidence.js'
import { lmdbRecords } from './activities/records/lmdbRecords.js'
import { createApp } from './http/createApp.js'
import { createFeed } from './http/feed.js'
import { type Serving, serve } from './http/serve.js'
import { createIngest, type Ingest } from './ingest/createIngest.js'
import { defaultLimits, type Limits } from './ingest/limits.js'
import { chdbStore } from './store/chdbStore.js'
import { clickhouseStore } from './store/clickhouseStore.js'
import type { EventStore } from './store/eventStore.js'

/** How a collector is set up. */
export interface CollectorOptions {
  /** Who may write. The keys are public: they tell shops apart, they protect nothing. */
  writeKeys: readonly string[]
  /** Who may read. Default: a new one, to be had from `collector.token`. */
  token?: string
  /** Default 0: any that is free. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
  /** The folder of the embedded store. Default: a temporary one, removed at `close`. */
  data?: string
  /** A ClickHouse server instead of a folder: `http://user:password@host:8123/database`. */
  clickhouse?: string
  /** A store that is already open, instead of both. Whoever opened it closes it. */
  store?: EventStore
  /**
   * The folder, on a local disk, of what activities decide. Default: `activities` in the folder of the embedded store;
   * with another store none, and then the collector decides no activities.
   */
  activities?: string
  /**
   * Path of the rules document that `GET /config.json` serves. Of several the first is served; the live page calls slots
   * and variations as all of them do.
   */
  config?: string | readonly string[]
  /** Origins whose pages may send and read. Default: all. */
  origins?: readonly string[]
  limits?: Partial<Limits>
  /** Milliseconds since the epoch. Default: the machine's clock. */
  now?: () => number
  /** Told about what went wrong inside. Default: prints it. */
  onError?: (error: unknown) => void
}

/** A collector. `url` and `port` are known once it listens. */
export interface Collector {
  readonly url: string
  readonly port: number
  readonly token: string
  /** Opens the store and starts to answer. Resolves with the address. */
  listen(): Promise<string>
  /** Stops answering, lets what was received reach the store, and closes it. Calling it again does nothing. */
  close(): Promise<void>
}

/**
 * Makes a collector. Nothing runs before `listen`.
 * @throws TypeError when an option is wrong; the message says what to write instead
 */
export function createCollector(options: CollectorOptions): Collector {
  check(Object(options))
  const { host = '127.0.0.1', port = 0, token = randomBytes(18).toString('base64url'), now = Date.now } = options
  const { onError = (error: unknown) => console.error(error) } = options
  const feed = createFeed()
  let serving: Serving | null = null
  /** Of the embedded store. */
  let folder: string | null = null
  let started: Promise<void> | null = null
  let closed: Promise<void> | null = null
  let gone: Promise<void> | null = null
  const ends: (() => Promise<unknown>)[] = []

  return {
    get url() {
      return url()
    },
    get port() {
      return known().port
    },
    token,
    async listen() {
      // What could not start holds nothing: whoever mends its set-up may try again in this process.
      await (started ??= start().catch((error) => letGo().then(() => Promise.reject(error))))
      return url()
    },
    close: () => (closed ??= end()),
  }

  function known(): Serving {
    if (!serving) throw new Error('[collector] the address is known once listen() has resolved')
    return serving
  }

  /** Lets go of all that was opened. */
  function letGo(): Promise<void> {
    return (gone ??= (async () => {
      for (const run of ends) await run()
    })())
  }

  function url(): string {
    return `http://${host.includes(':') ? `[${host}]` : host}:${known().port}`
  }

  async function start(): Promise<void> {
    const store = options.store ?? (await openStore())
    const limits = { ...defaultLimits, ...options.limits }
    const ingest = createIngest({ store, limit: limits.waitingEvents, stored: feed.publish, onError })
    ends.unshift(() => ingest.idle())
    const activities = await openActivities(store, ingest, limits)
    const { writeKeys, config = [], origins } = options
    const configs = [config].flat()
    const app = createApp({ store, ingest, feed, activities, writeKeys, token, configs, origins, limits, now, onError })
    serving = await serve(app, port, host)
    ends.unshift(serving.stop)
  }

  async function end(): Promise<void> {
    feed.close()
    await started?.catch(() => {})
    await letGo()
  }

  async function openActivities(store: EventStore, ingest: Ingest, limits: Limits): Promise<Activities | null> {
    const path = options.activities ?? (folder === null ? null : join(folder, 'activities'))
    if (path === null) return null
    const records = await lmdbRecords(path)
    ends.unshift(() => records.close())
    const activities = createActivities({
      records,
      evidence: createEvidence(store, records.committed, now, onError),
      chance: { below: (limit) => randomInt(limit), seed: () => randomBytes(32).toString('hex') },
      limit: limits.waitingEvents,
      now,
      record: (rows) => ingest.add(rows),
      onError,
    })
    ends.unshift(() => activities.close())
    return activities
  }

  async function openStore(): Promise<EventStore> {
    folder = options.data ?? (options.clickhouse ? null : await mkdtemp(join(tmpdir(), 'qianmian-')))
    const own = folder
    if (own !== null && own !== options.data) ends.unshift(() => rm(own, { recursive: true, force: true }))
    const store = own === null ? await clickhouseStore(options.clickhouse!) : await chdbStore(own)
    ends.unshift(() => store.close())
    return store
  }
}

function check({ writeKeys, token, data, clickhouse, store, activities, origins = [] }: CollectorOptions): void {
  const wrong = (message: string) => new TypeError(`[collector] ${message}`)
  if (!Array.isArray(writeKeys) || !writeKeys.length || !writeKeys.every((key) => typeof key === 'string' && key))
    throw wrong("writeKeys must name at least one key, such as ['demo']")
  if (token !== undefined && (typeof token !== 'string' || token.length < 8))
    throw wrong('token must be text of 8 characters or more; leave it out to get a new one')
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw wrong(`origins must be such as 'https://shop.example', without a path; this one is ${origin}`)
  if (activities !== undefined && (typeof activities !== 'string' || !activities))
    throw wrong("activities must be the path of a folder, such as './activities'")
  if ([data, clickhouse, store].filter((one) => one !== undefined).length > 1)
    throw wrong('give one of data, clickhouse and store: they say where events are kept')
}
