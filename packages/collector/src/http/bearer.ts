import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../problem.js'

/**
 * Makes the check of `Authorization: Bearer TOKEN`. Hashes are compared, so that neither the time nor the length tells.
 * @throws Refusal 401, from the check
 */
export function bearer(token: string): (header: string | undefined) => void {
  const expected = digest(token)
  return (header) => {
    const given = /^Bearer +(.+)$/i.exec(header ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(digest(given.trim()), expected)) return
    const message = 'send the header Authorization: Bearer TOKEN with the token that the collector was started with'
    throw new Refusal(401, [{ path: 'authorization', code: given === undefined ? 'missing' : 'unknown', message }])
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
