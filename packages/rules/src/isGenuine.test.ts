import { webcrypto } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { isGenuine, type Keys } from './isGenuine.js'
import { canonical } from './json.js'

const { subtle } = webcrypto
const curve = { name: 'ECDSA', namedCurve: 'P-256' }
const scheme = { name: 'ECDSA', hash: 'SHA-256' }

const verify = async (key: object, signature: string, text: string) =>
  subtle.verify(
    scheme,
    await subtle.importKey('jwk', key as webcrypto.JsonWebKey, curve, false, ['verify']),
    Buffer.from(signature, 'base64url'),
    new TextEncoder().encode(text),
  )

let keys: Keys
let sign: (document: object) => Promise<string>

beforeAll(async () => {
  const pair = await subtle.generateKey(curve, true, ['sign', 'verify'])
  keys = { '2026-1': await subtle.exportKey('jwk', pair.publicKey) }
  sign = async (document) => {
    const value = await subtle.sign(scheme, pair.privateKey, new TextEncoder().encode(canonical(document)))
    const signature = { kid: '2026-1', alg: 'ES256', value: Buffer.from(value).toString('base64url') }
    return JSON.stringify({ signature, ...document }, null, 2)
  }
})

const document = {
  revision: 42,
  id: '水果店',
  slots: { b: { default: null }, a: {} },
  ratio: 0.1,
  10: 'ten',
  9: 'nine',
}

it('knows its owner’s document however it is laid out', async () => {
  const text = await sign(document)
  expect(await isGenuine(text, keys, verify)).toBe(true)
  expect(await isGenuine(JSON.parse(text), keys, verify)).toBe(true)
})

it('takes no document in which anything was changed, added or left out', async () => {
  const signed = JSON.parse(await sign(document))
  const { ratio, ...less } = signed
  for (const changed of [{ ...signed, revision: 43 }, { ...signed, more: 1 }, less, { ...signed, ratio: `${ratio}` }])
    expect(await isGenuine(changed, keys, verify)).toBe(false)
})

it('takes nothing unsigned, nothing by an unknown key or another algorithm, and nothing where the host cannot tell', async () => {
  const signed = JSON.parse(await sign(document))
  const by = (signature: object) => ({ ...signed, signature: { ...signed.signature, ...signature } })
  expect(await isGenuine(document, keys, verify)).toBe(false)
  expect(await isGenuine(by({ kid: 'other' }), keys, verify)).toBe(false)
  expect(await isGenuine(by({ kid: 'toString' }), keys, verify)).toBe(false)
  expect(await isGenuine(by({ alg: 'none' }), keys, verify)).toBe(false)
  expect(await isGenuine(by({ value: 'AAAA' }), keys, verify)).toBe(false)
  expect(await isGenuine('not JSON', keys, verify)).toBe(false)
  expect(await isGenuine(null, keys, verify)).toBe(false)
  expect(await isGenuine(signed, keys, undefined)).toBe(false)
})

it('orders members as RFC 8785 does, numbers among them', () => {
  expect(canonical({ b: 1, a: [true, null, 'é'], 10: 1, 9: { z: 1e21, y: -0 } })).toBe(
    '{"10":1,"9":{"y":0,"z":1e+21},"a":[true,null,"é"],"b":1}',
  )
})
