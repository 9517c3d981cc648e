import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIdentityToken, withIdentityToken, withoutIdentityToken, writeIdentityToken } from './identityToken.js'

const now = Date.parse('2026-06-01T08:00:00Z')
const unit = { unit: 'binary' } as const
const identities = fc.record({
  anonymousId: fc.string({ ...unit, minLength: 1, maxLength: 40 }),
  userId: fc.oneof(fc.constant(null), fc.string({ ...unit, minLength: 1, maxLength: 40 })),
})

describe('an identity token', () => {
  it('gives back any ids, and needs no escape in an address', () => {
    fc.assert(
      fc.property(identities, (identity) => {
        const token = writeIdentityToken(identity, now)
        expect(readIdentityToken(token, now)).toEqual(identity)
        expect(encodeURIComponent(token)).toBe(token)
      }),
    )
  })

  it('is valid for two minutes on either side of its time, or as long as the reader says', () => {
    const token = writeIdentityToken({ anonymousId: 'a', userId: null }, now)
    for (const late of [-120_000, 0, 120_000]) expect(readIdentityToken(token, now + late)).not.toBe(null)
    for (const late of [-120_001, 120_001, Number.NaN]) expect(readIdentityToken(token, now + late)).toBe(null)
    expect(readIdentityToken(token, now + 1001, 1000)).toBe(null)
  })

  it('is none when a character of it was changed or is missing', () => {
    const token = writeIdentityToken({ anonymousId: 'V1StGXR8_Z5jdHi6B-myT', userId: 'u_42' }, now)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('', 'x', '0', '~', '.'), (at, other) => {
        const changed = token.slice(0, at) + other + token.slice(at + 1)
        fc.pre(changed !== token)
        expect(readIdentityToken(changed, now)).toBe(null)
      }),
    )
  })

  it('is none when no collector would take its ids', () => {
    const token = (anonymousId: string, userId: string | null) => writeIdentityToken({ anonymousId, userId }, now)
    expect(readIdentityToken(token('千'.repeat(256), 'u'), now)).not.toBe(null)
    expect(readIdentityToken(token('a'.repeat(257), null), now)).toBe(null)
    expect(readIdentityToken(token('a', 'u'.repeat(257)), now)).toBe(null)
  })

  it('is none when it is anything else, and nothing throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => readIdentityToken(value, now) === null))
  })

  it('stands in any address once, before the hash, and leaves without a trace', () => {
    const identity = { anonymousId: 'a', userId: '顾客' }
    const token = writeIdentityToken(identity, now)
    for (const [url, decorated] of [
      ['https://shop.example/', `https://shop.example/?qm_id=${token}`],
      ['https://shop.example/a?b=1#c?d', `https://shop.example/a?b=1&qm_id=${token}#c?d`],
      ['/pages/home/home?from=h5', `/pages/home/home?from=h5&qm_id=${token}`],
    ] as const) {
      expect(withIdentityToken(url, identity, now)).toBe(decorated)
      expect(withIdentityToken(decorated, identity, now)).toBe(decorated)
      expect(withoutIdentityToken(decorated)).toBe(url)
    }
    expect(withoutIdentityToken(`/a?qm_id=${token}&b=1`)).toBe('/a?b=1')
    expect(withoutIdentityToken('/a?my_qm_id=1')).toBe('/a?my_qm_id=1')
  })
})
