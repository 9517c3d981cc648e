import type { PluginContext, Stop } from '@qianmian/core'
import type { Config } from './config.js'
import { isObject } from './json.js'
import type { PersonalizeOptions } from './personalize.js'
import { type Issue, readConfig } from './readConfig.js'

const KEY = 'qianmian.config'
const FIVE_MINUTES = 300_000
const TIMEOUT = 10_000

type Take = (config: Config, issues: readonly Issue[]) => void

/**
 * Hands over the last good document at once, and each newer one when it comes. A document that is broken, expired or
 * older than the one in use is not taken, and that is reported.
 */
export function configSource(context: PluginContext, options: PersonalizeOptions, take: Take): Stop {
  const { state, network, clock, random } = context.platform
  const { config: source, pollMs = FIVE_MINUTES } = options
  let current: Config | null = null
  let text = ''
  let etag: string | undefined
  let stop: Stop = () => {}

  const accept = (json: unknown, fresh: boolean): boolean => {
    const { config, issues } = readConfig(json)
    const refuse = (why: string) => {
      if (fresh) context.report('config', `The document is not used: ${why}`, issues)
      return false
    }
    if (!config) return refuse(issues.map(({ path, code }) => `${path} ${code}`).join(', '))
    if (current && (config.id !== current.id ? false : config.revision < current.revision))
      return refuse(
        `its revision ${config.revision} is older than ${current.revision}; publish a rollback under a higher one`,
      )
    if (fresh && Date.parse(`${config.expires}`) <= context.now()) return refuse(`it expired at ${config.expires}`)
    current = config
    take(config, issues)
    return true
  }

  async function look(): Promise<void> {
    try {
      const answer = await network({
        method: 'GET',
        url: source as string,
        headers: etag ? { 'If-None-Match': etag } : {},
        timeoutMs: TIMEOUT,
      })
      if (answer.status === 200 && answer.body !== text && accept(answer.body, true)) {
        text = answer.body
        etag = answer.headers.etag
        state.set(KEY, JSON.stringify([source, etag, text]))
      } else if (answer.status !== 200 && answer.status !== 304) {
        context.report('config', `The document could not be fetched: ${source} answered ${answer.status}`)
      }
    } catch (error) {
      context.report('config', `The document could not be fetched or stored: ${source}`, error)
    }
    // Spread over time, or all who arrived together would come back together.
    if (pollMs) stop = clock.after(pollMs * (0.5 + random()), look)
  }

  if (isObject(source)) {
    accept(source, true)
    return stop
  }
  try {
    const [url, tag, body] = JSON.parse(state.get(KEY) ?? '[]')
    if (url === source && typeof body === 'string' && accept(body, false)) [etag, text] = [tag, body]
  } catch {}
  void look()
  return () => stop()
}
