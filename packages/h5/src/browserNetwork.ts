import type { Network } from '@qianmian/core'

/**
 * Sends with `fetch`, without cookies. What is sent last is kept alive beyond its page; where the browser refuses that,
 * a beacon takes it, whose answer nobody sees.
 */
export const browserNetwork: Network = async ({ method, url, headers, body, timeoutMs, last }) => {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), timeoutMs)
  try {
    const answer = await fetch(url, {
      method,
      headers,
      body,
      credentials: 'omit',
      keepalive: last,
      signal: control.signal,
    })
    const text = await answer.text()
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text }
  } catch (cause) {
    if (last) navigator.sendBeacon?.(url, body)
    throw cause
  } finally {
    clearTimeout(timer)
  }
}
