import type { Network, Request } from '@qianmian/core'
import type { Host } from './Host.js'

/** A host runs ten requests at once, for the whole mini-program: most are the shop's. */
const MOST_AT_ONCE = 3

/**
 * The host's requests as core's network. Others wait for their turn, but what is sent last does not: it stays in the
 * outbox, and a host that goes to the background ends requests after 5 seconds anyway.
 */
export function createHostNetwork(host: Host): Network {
  let running = 0
  const waiting: (() => void)[] = []

  return (request) =>
    new Promise((resolve, reject) => {
      const start = () => {
        running++
        const end = () => {
          running--
          waiting.shift()?.()
        }
        send(host, request).then(resolve, reject).then(end)
      }
      if (running < MOST_AT_ONCE) start()
      else if (request.last) reject(new Error('too many requests'))
      else waiting.push(start)
    })
}

/** Hosts differ in what becomes of `timeout`, so time is taken here too. */
function send(host: Host, { method, url, headers, body, timeoutMs }: Request): ReturnType<Network> {
  return new Promise((resolve, reject) => {
    let task: ReturnType<Host['request']>
    const timer = setTimeout(() => {
      reject(new Error('no answer'))
      task?.abort?.()
    }, timeoutMs)
    const settled = <T>(settle: (value: T) => void) => {
      return (value: T) => {
        clearTimeout(timer)
        settle(value)
      }
    }
    task = host.request({
      url,
      method,
      header: { 'content-type': 'text/plain', ...headers },
      data: body,
      // Neither is parsed: core reads text.
      dataType: 'text',
      responseType: 'text',
      timeout: timeoutMs,
      success: settled(({ statusCode, header, data }) =>
        resolve({
          status: statusCode,
          headers: lowerCase(header ?? {}),
          body: typeof data === 'string' ? data : JSON.stringify(data ?? ''),
        }),
      ),
      fail: settled(reject),
    })
  })
}

function lowerCase(header: object): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(header)) result[name.toLowerCase()] = String(value)
  return result
}
