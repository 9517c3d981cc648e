import { addresses, type Backend } from './backend.js'
import type { ConsentOptions } from './consent.js'
import type { EventContext } from './event.js'
import type { Plugin } from './plugin.js'

/** What went wrong inside the SDK: told, never thrown. */
export interface ClientError {
  /** `storage`, `refused`, `dropped`, `plugin`, `invalid`, or a plugin's own. */
  readonly code: string
  readonly message: string
  readonly cause?: unknown
}

/** What `createClient` takes, on every host. */
export interface ClientOptions {
  /** Names the source of the events to the back end. */
  writeKey: string
  /** Where the collector is, e.g. `https://collect.example.com`; a path means the page's own host. */
  endpoint: string
  /** Default: `qianmian`. */
  backend?: Backend
  /** Send as soon as so many events wait. Default: 20. */
  flushAt?: number
  /** Send at the latest after so long, in ms. Default: 5,000. */
  flushIntervalMs?: number
  /** A session ends after so long without an event, in ms. Default: 30 minutes. */
  sessionTimeoutMs?: number
  consent?: ConsentOptions
  plugins?: readonly Plugin[]
  /** Joins every event's context. */
  context?: EventContext
  /** Properties, and parameters of URLs, of these names are told as `***`, wherever they stand in an event. */
  mask?: readonly string[]
  /**
   * Events of these names are kept as long as `identify`, `group` and `alias` calls are: where there is no room for all,
   * the oldest of the others go first. Default: `['Order Completed']`.
   */
  important?: readonly string[]
  onError?(error: ClientError): void
}

const required = { writeKey: 'demo', endpoint: 'https://collect.example.com' }

const defaults = {
  backend: 'qianmian' as Backend,
  flushAt: 20,
  flushIntervalMs: 5000,
  sessionTimeoutMs: 1_800_000,
  consent: { required: false } as ConsentOptions,
  plugins: [] as readonly Plugin[],
  mask: [] as readonly string[],
  important: ['Order Completed'] as readonly string[],
}

/** The options with their defaults, and where they send to. Throws when one is wrong, and says what to write instead. */
export function checkOptions(options: ClientOptions) {
  const all = { ...options } as ClientOptions & typeof defaults

  function need(met: unknown, what: string): void {
    if (!met) throw new TypeError(`[qianmian] createClient needs ${what}`)
  }

  for (const [name, sample] of Object.entries({ ...required, ...defaults })) {
    const value: unknown = (all[name as never] ??= defaults[name as never])
    const isAlike = typeof value === typeof sample && Array.isArray(value) === Array.isArray(sample)
    need(isAlike && (typeof value === 'number' ? value > 0 : value), `${name}: such as ${JSON.stringify(sample)}`)
  }
  need(/^(https?:\/\/\w|\/)/.test(all.endpoint), 'endpoint: a URL or a path')
  const backends = addresses(all.endpoint, all.writeKey)
  const names = Object.keys(backends)
  need(names.includes(all.backend), `backend: one of ${names}`)
  return { ...all, to: backends[all.backend] }
}
