import { Refusal } from '../problem.js'
import type { Common, House, Kind } from './kind.js'

/**
 * Checks that a new definition leaves alone what people have taken part by.
 * @throws Refusal 409 that names what can't change any more
 */
export function checkChange(kind: Kind, before: Common, after: Common, house: House<never>): void {
  if (before.kind !== after.kind) {
    const message = `kind must stay ${before.kind}: give another kind of activity another name`
    throw new Refusal(409, [{ path: 'kind', code: 'fixed', message }])
  }
  const value = (definition: Common, path: string) => JSON.stringify((definition as unknown as Fields)[path])
  const changed = (kind.fixed?.(house) ?? []).filter((path) => value(before, path) !== value(after, path))
  if (!changed.length) return
  const message = (path: string) => `${path} must stay ${value(before, path)}: people have taken part by it`
  throw new Refusal(
    409,
    changed.map((path) => ({ path, code: 'fixed', message: message(path) })),
  )
}

type Fields = Record<string, unknown>
