import type { JsonObject, PluginContext, Stop } from '@qianmian/core'
import { entryOf } from '../entryOf.js'
import type { Host } from '../Host.js'
import { listen } from '../listen.js'

const MAX_MESSAGE = 1000

/** Records that the app was opened, went to the background, came back, and what went wrong in it; `App` stays as it is. */
export function appEvents(
  host: Host,
  { client, platform: { clock } }: PluginContext,
  on: { app: boolean; errors: boolean },
): Stop {
  let since = clock.elapsed()
  let away = false

  function opened(from_background: boolean): void {
    const { path, scene } = entryOf(host)
    client.track('Application Opened', { from_background, path, scene } as JsonObject)
  }

  const failed = (message: unknown) =>
    client.track('Error Occurred', { message: textOf(message).slice(0, MAX_MESSAGE) })
  const stops: Stop[] = []
  if (on.app) {
    opened(false)
    stops.push(
      listen(host, 'AppShow', () => {
        if (!away) return
        away = false
        since = clock.elapsed()
        opened(true)
      }),
      listen(host, 'AppHide', () => {
        if (away) return
        away = true
        client.track('Application Backgrounded', { duration_ms: Math.round(clock.elapsed() - since) })
      }),
    )
  }
  if (on.errors)
    stops.push(
      listen(host, 'Error', failed),
      listen(host, 'UnhandledRejection', (given) => failed(given.reason)),
    )
  return () => {
    for (const stop of stops) stop()
  }
}

/** Hosts tell an error as text, as an error, or as an object with a message. */
function textOf(problem: unknown): string {
  const { stack, message } = Object(problem)
  return String(stack || message || problem)
}
