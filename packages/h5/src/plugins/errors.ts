import type { JsonObject, Plugin, Stop } from '@qianmian/core'
import { listen } from './listen.js'
import { withoutEmpty } from './withoutEmpty.js'

/** Which errors are told, and how many. */
export interface ErrorOptions {
  /** Record scripts, styles and pictures that could not be loaded too. */
  resources?: boolean
  /** For each page view, so many at most. Default: 10. */
  limit?: number
}

const MAX_MESSAGE = 256
const MAX_STACK = 1000

/**
 * Records what goes wrong in the page as `Error Occurred`, each thing once for each page view: errors that nobody caught and
 * promises that were rejected in vain, with message, place and stack.
 */
export function errors({ resources = false, limit = 10 }: ErrorOptions = {}): Plugin {
  return {
    name: 'errors',
    setup(context) {
      const told = new Set<string>()
      const record = (properties: JsonObject) => {
        const { stack, ...rest } = properties
        const key = JSON.stringify(rest)
        if (told.size >= limit || told.has(key)) return
        told.add(key)
        context.client.track('Error Occurred', properties)
      }
      const stops: Stop[] = [
        listen<ErrorEvent>(context, window, 'error', (event) => {
          const { target, message, filename, lineno, colno, error } = event
          if (target instanceof Element) {
            const { src, href } = target as HTMLImageElement & HTMLLinkElement
            if (resources)
              record(
                withoutEmpty({
                  kind: 'resource',
                  tag: target.localName,
                  url: String(src || href).slice(0, MAX_MESSAGE),
                }),
              )
          } else if (!/^ResizeObserver loop/.test(message))
            // Which browsers tell of when nothing is wrong: https://github.com/w3c/csswg-drafts/issues/5023
            record({
              kind: 'error',
              ...tellOf(error, message),
              ...withoutEmpty({ source: filename, line: lineno, column: colno }),
            })
        }),
        listen<PromiseRejectionEvent>(context, window, 'unhandledrejection', ({ reason }) =>
          record({ kind: 'rejection', ...tellOf(reason, String(reason?.message ?? reason)) }),
        ),
        context.on('event', ({ type }) => {
          if (type === 'page') told.clear()
        }),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

function tellOf(thrown: unknown, message: string): JsonObject {
  const { name, stack } = (thrown instanceof Error ? thrown : {}) as Partial<Error>
  return withoutEmpty({ name, message: message.slice(0, MAX_MESSAGE), stack: stack?.slice(0, MAX_STACK) })
}
