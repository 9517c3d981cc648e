import { digest } from './digest.js'

/** Somebody who takes part: the user id, or the anonymous id as long as there is none. */
export interface Person {
  /** `user u_42` or `anonymous a1…`, as the reports say it: a user id never meets an equal anonymous id. */
  readonly id: string
  /** The same for keys of records: short, and without what a sender may have put into an id. */
  readonly key: string
  readonly userId: string | undefined
  readonly anonymousId: string | undefined
}

/** The person that a request's ids name. At least one of them is there. */
export function person(userId: string | undefined, anonymousId: string | undefined): Person {
  const id = userId === undefined ? `anonymous ${anonymousId}` : `user ${userId}`
  return { id, key: digest(id), userId, anonymousId }
}

/** The person of an id such as `user u_42`. */
export function personOf(id: string): Person {
  const [, kind, name] = /^(user|anonymous) (.*)$/s.exec(id)!
  return kind === 'user' ? person(name, undefined) : person(undefined, name)
}

/**
 * What others may see of a person: an id would let them speak for its owner.
 * @param id such as `user u_42`; of this one `u***42` is shown
 */
export function masked(id: string): string {
  const letters = [...id.slice(id.indexOf(' ') + 1)]
  return `${letters[0] ?? ''}***${letters.length > 4 ? letters.slice(-2).join('') : ''}`
}
