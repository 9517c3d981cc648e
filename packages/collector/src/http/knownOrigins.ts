import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../problem.js'

/**
 * Turns away the pages of other sites. What comes without an origin is no page: servers, mini-programs, the command line.
 * @throws Refusal 403, from the handler
 */
export function knownOrigins(origins: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && !origins.has(origin)) {
      const message = `pages of ${origin} may not use this collector: name it in origins, or with --origin ${origin}`
      throw new Refusal(403, [{ path: 'origin', code: 'unknown', message }])
    }
    await next()
  }
}
