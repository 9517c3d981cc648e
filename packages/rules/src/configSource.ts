import type { PluginContext, Stop } from '@qianmian/core'
import { calendar } from './calendar.js'
import type { Config } from './config.js'
import { isGenuine } from './isGenuine.js'
import { isObject } from './json.js'
import type { PersonalizeOptions } from './personalize.js'
import { type Issue, readConfig } from './readConfig.js'
import { moment } from './schedule.js'

const KEY = 'qianmian.config'
const FIVE_MINUTES = 300_000
const TIMEOUT = 10_000

type Take = (config: Config, issues: readonly Issue[]) => void

/**
 * Hands over the last good document at once, and each newer one when it comes. A document that is broken, expired, older
 * than the one in use, or not signed where keys are given, is not taken; of one that was fetched, that is reported.
 */
export function configSource(context: PluginContext, options: PersonalizeOptions, take: Take): Stop {
  const { state, network, clock, random, verify } = context.platform
  const { config: source, keys, pollMs = FIVE_MINUTES } = options
  let current: Config | null = null
  let text = ''
  let etag: string | undefined
  let stopped = false
  let stop: Stop = () => {}

  const report = (why: string, cause?: unknown) => context.report('config', `The document is not used: ${why}`, cause)

  /** What speaks against a document, or nothing. */
  const objection = ({ id, revision, expires, tz }: Config): string | false =>
    (current?.id === id &&
      revision < current.revision &&
      `revision ${revision} is older than ${current.revision}: publish a rollback under a higher one`) ||
    ((moment(expires, calendar(tz) ?? calendar()!) ?? Number.POSITIVE_INFINITY) <= context.now() &&
      `it expired at ${expires}`)

  /** Keeps the document for the next visit, as far as the visitor lets anything be kept here. */
  function store(): void {
    const { analytics, personalization } = context.consent()
    if (!analytics && !personalization) state.remove(KEY)
    else if (text) state.set(KEY, JSON.stringify([source, etag, text]))
  }

  function consider(json: unknown, fresh: boolean, keep: () => void): void {
    const { config, issues } = readConfig(json)
    const settle = (genuine: boolean) => {
      if (stopped) return
      const why =
        (!config && issues.map(({ path, code }) => `${path} ${code}`).join(', ')) ||
        (!genuine && 'none of the keys has signed it') ||
        (fresh && objection(config!))
      if (why) return fresh ? report(why, issues) : undefined
      current = config
      take(config!, issues)
      keep()
    }
    if (keys) void isGenuine(json, keys, verify).then(settle)
    else settle(true)
  }

  function look(): void {
    const headers = etag ? { 'If-None-Match': etag } : undefined
    network({ method: 'GET', url: source as string, headers, timeoutMs: TIMEOUT })
      .then(({ status, body, headers: { etag: tag } }) => {
        if (status !== 200 && status !== 304) report(`${source} answered ${status}`)
        if (status !== 200 || body === text) return
        consider(body, true, () => {
          text = body
          etag = tag
          store()
        })
      })
      .catch((error) => report(`${source} could not be fetched or stored`, error))
      .then(() => {
        // Spread over time, or all who arrived together would come back together.
        if (pollMs && !stopped) stop = clock.after(pollMs * (0.5 + random()), look)
      })
  }

  if (isObject(source)) consider(source, true, () => {})
  else {
    try {
      const [url, tag, body] = JSON.parse(state.get(KEY) ?? '[]')
      if (url === source)
        consider(body, false, () => {
          etag = tag
          text = body
        })
    } catch {
      // What was stored cannot be read; the fresh one takes its place.
    }
    look()
    context.on('consent', store)
  }
  return () => {
    stopped = true
    stop()
  }
}
