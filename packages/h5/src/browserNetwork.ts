import type { Network } from '@qianmian/core'

/** A browser that refuses does so at once, in ms. What fails later may have been withdrawn since. */
const REFUSAL_MS = 500
/** A smaller body gains nothing worth the wait. */
const MIN_LENGTH = 1000

/**
 * Sends with `fetch`, without cookies, and compressed where both sides can. What is sent last is kept alive beyond its
 * page, as it is, since compressing takes longer than the page has; where the browser refuses that, a beacon takes it,
 * whose answer nobody sees.
 */
export const browserNetwork: Network = async ({ method, url, headers, body, gzip, timeoutMs, last }) => {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), timeoutMs)
  const begun = performance.now()
  const compressed = gzip && !last && body!.length > MIN_LENGTH && (await compress(body!))
  try {
    const answer = await fetch(compressed ? `${url}?encoding=gzip` : url, {
      method,
      headers,
      body: compressed || body,
      credentials: 'omit',
      keepalive: last,
      signal: control.signal,
    })
    const text = await answer.text()
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text }
  } catch (cause) {
    if (last && performance.now() - begun < REFUSAL_MS) navigator.sendBeacon?.(url, body)
    throw cause
  } finally {
    clearTimeout(timer)
  }
}

/** As text/plain, which needs no CORS preflight. Undefined where the browser does not compress. */
async function compress(body: string): Promise<Blob | undefined> {
  if (typeof CompressionStream === 'undefined') return
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(stream, { headers: { 'content-type': 'text/plain' } }).blob()
}
