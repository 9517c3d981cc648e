import type { Identity } from './identity.js'

/** The parameter of an address that carries an identity token. */
export const IDENTITY_PARAMETER = 'qm_id'

const VALID_MS = 120_000
/** What a collector takes of an id. */
const MAX_ID = 256

/**
 * Who the visitor is, as text for an address of the same host's other site or app: the two ids and `now` (the device's
 * time, in ms), nothing else, in characters that need no escape there. A checksum finds what was cut or changed on the way.
 * It is no signature: whoever knows an id can write its token, so a token is no proof of who somebody is.
 */
export function writeIdentityToken({ anonymousId, userId }: Identity, now: number): string {
  const text = [now.toString(36), pack(anonymousId), pack(userId ?? '')].join('~')
  return `${text}~${checksum(text)}`
}

/**
 * The identity that a token carries, or null: it is none, is damaged, was written more than `validMs` (2 minutes) away from
 * `now`, or has an id of more than 256 characters, which no collector takes.
 */
export function readIdentityToken(token: unknown, now: number, validMs = VALID_MS): Identity | null {
  const [, text, time, anonymousId, userId, sum] =
    /^((\w+)~([\w.-]+)~([\w.-]*))~(\w+)$/.exec(typeof token === 'string' ? token : '') ?? []
  if (!text || sum !== checksum(text) || !(Math.abs(now - Number.parseInt(time!, 36)) <= validMs)) return null
  const identity = { anonymousId: unpack(anonymousId!), userId: unpack(userId!) || null }
  return Math.max(identity.anonymousId.length, unpack(userId!).length) > MAX_ID ? null : identity
}

/** An address (of any kind, also a mini-program's page path) with the token of `identity` in it, instead of an earlier one. */
export function withIdentityToken(url: string, identity: Identity, now: number): string {
  const [, before, hash] = /^([^#]*)([\s\S]*)$/.exec(withoutIdentityToken(url))!
  return `${before}${before!.includes('?') ? '&' : '?'}${IDENTITY_PARAMETER}=${writeIdentityToken(identity, now)}${hash}`
}

/** An address as it was before a token came into it; any text that holds such addresses. */
export function withoutIdentityToken(text: string): string {
  return text.replace(/([?&])qm_id=[\w.~-]*(&?)/g, (_, before: string, after: string) => (after ? before : ''))
}

/** Units outside of `A–Z a–z 0–9 _ -` become `.` and four hexadecimal digits, since not every host can encode URLs. */
function pack(id: string): string {
  return id.replace(/[^\w-]/g, (unit) => `.${`000${unit.charCodeAt(0).toString(16)}`.slice(-4)}`)
}

function unpack(text: string): string {
  return text.replace(/\.([\da-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** FNV-1a, 32 bits, of ASCII text (http://www.isthe.com/chongo/tech/comp/fnv/). */
function checksum(text: string): string {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(36)
}
