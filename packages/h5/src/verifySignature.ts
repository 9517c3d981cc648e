import type { Platform } from '@qianmian/core'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** Whether a signature (base64url) is of this text, by the owner of a public key. */
export const verifySignature: Platform['verify'] = async (key, signature, text) => {
  const { subtle } = crypto
  const bytes = Uint8Array.from(atob(signature.replace(/-/g, '+').replace(/_/g, '/')), (unit) => unit.charCodeAt(0))
  const imported = await subtle.importKey('jwk', key, algorithm, false, ['verify'])
  return subtle.verify(algorithm, imported, bytes, new TextEncoder().encode(text))
}
